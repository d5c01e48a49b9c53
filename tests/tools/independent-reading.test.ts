import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { formatOf } from "../../src/domain/parsed-file.ts";
import { sentenceText } from "../../src/domain/passage.ts";
import { parseFile } from "../../src/ingestion/parse-file.ts";
import { splitPassages } from "../../src/ingestion/split-passages.ts";
import { canReadPdf, foldSpace, type Readings, readingsOf, withoutHyphens } from "../../tools/quotations/readings.ts";

/** Sentences of the files of a folder as ingestion stores them, and those that the checker's own reading does not find. */
const compare = async (folder: string): Promise<{ sentences: number; missing: string[] }> => {
  const missing: string[] = [];
  let sentences = 0;
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const format = formatOf(name);
    if (format === null || (format === "pdf" && !canReadPdf())) continue;
    const file = join(folder, name);
    const outcome = await parseFile({ name, format, bytes: readFileSync(file), today: "2025-06-20" });
    if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`);
    const pages = new Map<number | null, Readings>();
    for (const passage of splitPassages("source", outcome.parsed.sections)) {
      if (!pages.has(passage.page)) pages.set(passage.page, readingsOf(file, passage.page));
      const readings = pages.get(passage.page) ?? [];
      for (const span of passage.sentences) {
        const sentence = foldSpace(sentenceText(passage, span));
        sentences++;
        const holds = (text: string): boolean =>
          text.includes(sentence) || (format === "pdf" && withoutHyphens(text).includes(withoutHyphens(sentence)));
        if (!readings.some(holds)) missing.push(`${name}: ${sentence}`);
      }
    }
  }
  return { sentences, missing };
};

/** Folders with the least number of sentences that they surely hold: a parser that reads nothing must not pass. */
const folders = [
  { folder: "knowledge", least: 300 },
  { folder: "../shared/seeds", least: 150 },
  { folder: "../shared/site", least: 100 },
  { folder: "../shared/data/govuk-guides/pages", least: 4000 },
];

describe.each(folders)("every sentence stored of $folder", ({ folder, least }) => {
  test.skipIf(!existsSync(folder))("stands word for word in a reading that shares no code with ingestion", async () => {
    const { sentences, missing } = await compare(resolve(folder));
    expect(missing).toEqual([]);
    expect(sentences).toBeGreaterThan(least);
  });
});
