import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openCorpus } from "../evals/open-guides.ts";

/** How fast a folder is brought in, and what a second sync with nothing changed costs. */
export type SyncRow = {
  files: number;
  passages: number;
  sentences: number;
  firstMs: number;
  sentencesPerSecond: number;
  secondMs: number;
  secondEmbedded: number;
};

/** Syncs the first `files` files of a folder into an empty store, twice. */
export const benchSync = async (folder: string, files: number): Promise<SyncRow> => {
  const scratch = await mkdtemp(path.join(tmpdir(), "noticeboard-sync-"));
  try {
    const copy = path.join(scratch, "knowledge");
    await mkdir(copy);
    for (const name of (await readdir(folder)).sort().slice(0, files)) await cp(path.join(folder, name), path.join(copy, name));
    const first = await openCorpus(copy, path.join(scratch, "data"));
    await first.close();
    const second = await openCorpus(copy, path.join(scratch, "data"));
    await second.close();
    const passages = second.snapshot.passages;
    return {
      files: first.sync.created,
      passages: passages.length,
      sentences: passages.reduce((sum, passage) => sum + passage.sentences.length, 0),
      firstMs: first.syncMs,
      sentencesPerSecond: (1000 * first.sync.embedded) / first.syncMs,
      secondMs: second.syncMs,
      secondEmbedded: second.sync.embedded,
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};
