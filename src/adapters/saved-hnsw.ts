import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

/** What a saved index says of itself; written last, so that a torn copy has none. */
const Seal = z.strictObject({
  digest: z.string(),
  modelId: z.string(),
  dimension: z.number(),
  size: z.number(),
  /** Digest of the vectors: the same passages have others once a sync has embedded what was missing. */
  vectors: z.string(),
  files: z.record(z.string(), z.string()),
});
/** What a saved index is checked against when it is loaded. */
export type Seal = z.infer<typeof Seal>;

const sealName = "seal.json";
const prefix = "hnsw-";
const fileNames = ["hnswlib.index", "docstore.json", "args.json"];

/** Where the index of a set of passages is kept. */
export const savedHnswFolder = (cacheFolder: string, digest: string): string =>
  path.join(cacheFolder, `${prefix}${digest.slice(0, 24)}`);

const fileDigest = async (file: string): Promise<string> => {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
};

const flush = async (file: string): Promise<void> => {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * True when the saved copy is whole and of exactly these passages and vectors: its seal matches and every file has the sealed
 * digest. Checked before the library opens it, which accepts another dimension in silence and dies of torn files.
 */
export const isIntact = async (folder: string, expected: Omit<Seal, "files">): Promise<boolean> => {
  try {
    const seal = Seal.parse(JSON.parse(await readFile(path.join(folder, sealName), "utf8")));
    const agrees =
      seal.digest === expected.digest &&
      seal.modelId === expected.modelId &&
      seal.dimension === expected.dimension &&
      seal.size === expected.size &&
      seal.vectors === expected.vectors &&
      fileNames.every((name) => seal.files[name] !== undefined);
    if (!agrees) return false;
    for (const name of fileNames) if ((await fileDigest(path.join(folder, name))) !== seal.files[name]) return false;
    return true;
  } catch {
    // Missing, unreadable and broken seals mean the same: build it again from the stored vectors.
    return false;
  }
};

/** Longer than any build takes: what is older was left by a process that was killed. */
const abandonedAfterMs = 3_600_000;
const buildPrefix = "building-";

/** A fresh folder beside the saved ones for a build under way. */
export const makeBuildFolder = async (cacheFolder: string): Promise<string> => {
  const folder = path.join(cacheFolder, `${buildPrefix}${process.pid}-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  return folder;
};

/** Seals a finished build, so that it can be told from a torn one. */
export const sealBuild = async (buildFolder: string, about: Omit<Seal, "files">): Promise<void> => {
  const files: Record<string, string> = {};
  for (const name of fileNames) {
    await flush(path.join(buildFolder, name));
    files[name] = await fileDigest(path.join(buildFolder, name));
  }
  const sealFile = await open(path.join(buildFolder, sealName), "w");
  try {
    await sealFile.writeFile(JSON.stringify({ ...about, files } satisfies Seal));
    await sealFile.sync();
  } finally {
    await sealFile.close();
  }
};

const isAbandoned = async (folder: string): Promise<boolean> => {
  const found = await stat(folder).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > abandonedAfterMs;
};

/**
 * Puts a sealed build in its place by one rename, and removes the copies of earlier sets and what killed processes left. A whole copy
 * that another process has put there meanwhile stays, and the build is left where it is. Rejects when the folder cannot be written.
 */
export const keepBuild = async (cacheFolder: string, buildFolder: string, about: Omit<Seal, "files">): Promise<void> => {
  const folder = savedHnswFolder(cacheFolder, about.digest);
  if (!(await isIntact(folder, about))) {
    // A copy that failed its check is in the way. It is moved as a whole first: nobody shall meet it half removed.
    const aside = `${buildFolder}-replaced`;
    await rename(folder, aside).catch(() => {});
    await rm(aside, { recursive: true, force: true });
    await rename(buildFolder, folder).catch((fault: NodeJS.ErrnoException) => {
      // Another process was faster, with the same passages.
      if (fault.code !== "ENOTEMPTY" && fault.code !== "EEXIST") throw fault;
    });
  }
  for (const name of await readdir(cacheFolder)) {
    const other = path.join(cacheFolder, name);
    const isEarlier = name.startsWith(prefix) && other !== folder;
    if (isEarlier || (name.startsWith(buildPrefix) && (await isAbandoned(other))))
      await rm(other, { recursive: true, force: true });
  }
};
