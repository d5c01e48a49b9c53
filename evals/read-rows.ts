import { readFileSync } from "node:fs";
import type { z } from "zod";

/** Reads a JSONL file row by row through a schema. Throws with the file and the line of the first bad row. */
export const readRows = <T>(file: string, schema: z.ZodType<T>): T[] => {
  const seen = new Set<string>();
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      if (line.trim() === "") return [];
      const row = parseRow(line, `${file}:${index + 1}`, schema);
      const id = String((row as { id?: unknown }).id);
      if (seen.has(id)) throw new Error(`${file}:${index + 1}: the id ${id} is used twice`);
      seen.add(id);
      return [row];
    });
};

const parseRow = <T>(line: string, place: string, schema: z.ZodType<T>): T => {
  try {
    return schema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`${place}: not a row of this kind: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};
