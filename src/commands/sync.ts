import { openApp } from "../compose.ts";
import { readConfig } from "../config.ts";
import { progressOn } from "./progress.ts";
import type { Flags } from "./read-flags.ts";

/** `sync`: brings passages and index in line with the sources and prints the counts; exit 1 when nothing can be served. */
export const sync = async (flags: Flags): Promise<number> => {
  const app = await openApp(readConfig(flags), () => (flags.now ? new Date(`${flags.now}T12:00:00Z`) : new Date()));
  try {
    const { created, updated, unchanged, removed, unreadable, embedded } = await app.sync(progressOn(process.stderr));
    if (flags.json) process.stdout.write(`${JSON.stringify({ created, updated, unchanged, removed, unreadable, embedded })}\n`);
    else {
      process.stdout.write(
        `created ${created}, updated ${updated}, unchanged ${unchanged}, removed ${removed}, unreadable ${unreadable.length}; texts embedded ${embedded}\n`,
      );
      for (const source of unreadable) process.stdout.write(`  unreadable: ${source.file}: ${source.message} [${source.code}]\n`);
    }
    if (app.knowledgeOverview().documents.length > 0) return 0;
    process.stderr.write(
      `Nothing can be served: ${app.config.knowledgeFolder} holds no source that can be read. Put .md, .html, .txt or .pdf files there.\n`,
    );
    return 1;
  } finally {
    await app.close();
  }
};
