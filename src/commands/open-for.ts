import { type App, openApp } from "../compose.ts";
import { readConfig } from "../config.ts";
import type { WhenToEmbed } from "../flows/keep-served.ts";
import { progressOn } from "./progress.ts";
import type { Flags } from "./read-flags.ts";

const clockOf = (flags: Flags): (() => Date) => {
  if (flags.now === undefined) return () => new Date();
  const fixed = new Date(`${flags.now}T12:00:00Z`);
  return () => fixed;
};

/**
 * Opens the application for a command and brings its knowledge up to date; close it when done. A command that ends embeds with a newly
 * configured model first; the service does it beside its work. `onOpen` runs as soon as the store is open, before any page is read.
 */
export const openFor = async (
  flags: Flags,
  when: WhenToEmbed = "first",
  onOpen: (app: App) => Promise<void> = async () => undefined,
): Promise<App> => {
  const app = await openApp(readConfig(flags), clockOf(flags));
  try {
    await onOpen(app);
    const synced = await app.sync(progressOn(process.stderr), when);
    for (const source of synced.unreadable)
      process.stderr.write(`Cannot read ${source.file}: ${source.message} [${source.code}]\n`);
    if (app.knowledgeOverview().documents.length === 0) {
      process.stderr.write(
        `No source could be read in ${app.config.knowledgeFolder}: every question goes to a rep. Put .md, .html, .txt or .pdf files there.\n`,
      );
    }
    return app;
  } catch (fault) {
    await app.close();
    throw fault;
  }
};
