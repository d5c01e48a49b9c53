import { expect, test } from "vitest";
import type { FileFormat } from "../../src/domain/parsed-file.ts";
import { parseFile } from "../../src/ingestion/parse-file.ts";

/** A PDF of one line, in whose font the letter A means NUL and B half a surrogate pair, as careless makers of PDFs write it. */
const pdfOf = (line: string): string => {
  const meanings =
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <0000> <42> <D83D> endbfchar endcmap end end";
  const text = `BT /F1 18 Tf 72 700 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
    `<< /Length ${meanings.length} >>\nstream\n${meanings}\nendstream`,
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = file.length;
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
};

test.each<[FileFormat, string, string]>([
  ["pdf", pdfOf("A long line that holds A and B. B"), "\uFFFD long line that holds \uFFFD and "],
  [
    "markdown",
    '---\ntitle: "T \\0 \\uD83D"\n---\n# H &#0;\n\nNothing &#0; and &#xD83D; half.\n',
    "Nothing \uFFFD and \uFFFD half.",
  ],
  ["html", "<title>T</title><h1>H</h1><p>Nothing &#0; and &#xD83D; half.</p>", "Nothing \uFFFD and \uFFFD half."],
])("a %s gives text that every store keeps as it is", async (format, file, says) => {
  const outcome = await parseFile({ name: `a.${format}`, format, bytes: new TextEncoder().encode(file), today: "2025-06-20" });
  const parsed = outcome.ok ? outcome.parsed : null;
  const texts = parsed?.sections.flatMap(({ heading, blocks }) => [...heading, ...blocks.map(({ text }) => text)]) ?? [];
  expect(texts.join("\n")).toContain(says);
  for (const text of [parsed?.title ?? "", ...texts]) {
    expect(text).not.toContain("\u0000");
    expect(text.isWellFormed()).toBe(true);
  }
});
