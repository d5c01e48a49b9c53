import { type App, openApp } from "../compose.ts";
import { answeringInThread } from "../compose-answering-thread.ts";
import { readConfig } from "../config.ts";
import type { WhenToEmbed } from "../flows/keep-served.ts";
import { progressOn } from "./progress.ts";
import type { Flags } from "./read-flags.ts";

/** The instant that is always now; null for the real clock. */
const fixedAtOf = ({ now }: Flags): string | null => (now === undefined ? null : `${now}T12:00:00Z`);

/**
 * Opens the application for a command and brings its knowledge up to date; close it when done. A command that ends answers in this thread, and
 * embeds with a newly configured model first; the service (`in_background`) has a thread for answering, and embeds beside its work. `onOpen` runs as soon as the store is open, before any page is read.
 */
export const openFor = async (
  flags: Flags,
  when: WhenToEmbed = "first",
  onOpen: (app: App) => Promise<void> = async () => undefined,
): Promise<App> => {
  const fixedAt = fixedAtOf(flags);
  const now = () => (fixedAt === null ? new Date() : new Date(fixedAt));
  const isService = when === "in_background";
  const app = await openApp(readConfig(flags), now, isService ? answeringInThread(fixedAt) : undefined);
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
