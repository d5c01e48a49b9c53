import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";

/** Where a batch is asked: `environment` is laid over this process's own, so that a scripted server takes the place of a real one. */
export type AskPlace = {
  root: string;
  knowledgeDir: string;
  dataDir: string;
  now: string;
  extra?: string[];
  environment: Record<string, string>;
  /** Is told when a row has come out, in milliseconds of `performance.now()`. */
  onRow?: (printedAtMs: number) => void;
};

/** What a batch printed: its rows, how it ended, and the end of its standard error. `tookMs` covers the whole command. */
export type AskedBatch<Row> = { rows: Row[]; status: number | null; errors: string; tookMs: number };

/**
 * Asks a batch of questions through the public command, as an outsider would, while this process goes on serving. `inFile` is written.
 * Throws when a line is no JSON.
 */
export const askRows = <Row>(questions: readonly object[], inFile: string, place: AskPlace): Promise<AskedBatch<Row>> => {
  writeFileSync(inFile, questions.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const flags = ["--json", "--in", inFile, "--knowledge", place.knowledgeDir, "--data", place.dataDir, "--now", place.now];
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", "ask", "--", ...flags, ...(place.extra ?? [])], {
      cwd: place.root,
      // Measured runs never touch a service's database.
      env: { ...process.env, DATABASE_URL: "", ...place.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: Buffer[] = [];
    let errors = "";
    child.stdout.on("data", (data: Buffer) => {
      out.push(data);
      for (const byte of data) if (byte === 10) place.onRow?.(performance.now());
    });
    child.stderr.on("data", (data: Buffer) => {
      errors = (errors + data.toString()).slice(-8000);
    });
    child.on("error", reject);
    child.on("close", (status) => {
      const lines = Buffer.concat(out).toString("utf8").split("\n");
      const rows = lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as Row);
      resolve({ rows, status, errors, tookMs: performance.now() - startedAt });
    });
  });
};
