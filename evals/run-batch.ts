import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where a batch runs: `dataDir` keeps the store between runs, so that only the first one embeds. */
export type BatchPlace = {
  root: string;
  knowledgeDir: string;
  dataDir: string;
  now: string;
  extra: string[];
  /** Laid over this process's environment. */
  environment?: Record<string, string>;
};

/**
 * Runs one batch through the public command line, `ask` or `search`, as an outsider would, and returns its rows.
 * Throws when the command fails, when a row is not JSON, or when ids come back missing or in another order.
 */
export const runBatch = async <Row extends { id: string | number | null }>(
  command: "ask" | "search",
  rows: ({ id: string } & Record<string, unknown>)[],
  place: BatchPlace,
): Promise<Row[]> => {
  if (rows.length === 0) return [];
  const inFile = join(place.dataDir, `${command}-${place.now}.in.jsonl`);
  mkdirSync(dirname(inFile), { recursive: true });
  writeFileSync(inFile, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const flags = ["--json", "--in", inFile, "--knowledge", place.knowledgeDir, "--data", place.dataDir, "--now", place.now];
  const output = await capture(
    "npm",
    ["run", "--silent", command, "--", ...flags, ...place.extra],
    place.root,
    place.environment,
  );
  const results = output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);
  const expected = rows.map((row) => row.id).join(" ");
  const got = results.map((row) => row.id).join(" ");
  if (expected !== got)
    throw new Error(`${command} gave ${results.length} rows for ${rows.length}, or in another order: ${got.slice(0, 400)}`);
  return results;
};

/** Standard output of a command that ends well; standard error is kept for the message of one that does not. */
export const capture = (
  command: string,
  args: string[],
  cwd: string,
  environment: Record<string, string> = {},
): Promise<string> =>
  new Promise((resolve, reject) => {
    // Measured runs never touch a service's database.
    const env = { ...process.env, DATABASE_URL: "", ...environment };
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const out: Buffer[] = [];
    let err = "";
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.stderr.on("data", (data: Buffer) => {
      err = (err + data.toString()).slice(-4000);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString("utf8"));
      else reject(new Error(`${command} ${args.slice(0, 6).join(" ")} ended with ${code}:\n${err}`));
    });
  });
