import { linkToQuotation } from "../domain/link-to-quotation.ts";
import type { Question } from "../domain/question.ts";
import { openFor } from "./open-for.ts";
import type { Flags } from "./read-flags.ts";
import { readQuestionRows } from "./read-question-rows.ts";
import { UsageError } from "./usage-error.ts";

/** `search`: retrieval only. Without `--json` the hits are shown for people. */
export const search = async (flags: Flags): Promise<number> => {
  const question = flags.words.join(" ").trim();
  if (flags.in === undefined && question === "")
    throw new UsageError("There is nothing to search for. Write it in quotation marks after --.");
  const rows =
    flags.in === undefined
      ? [{ line: 1, question: { id: "1", question } as Question, fault: null }]
      : await readQuestionRows(flags.in);
  const app = await openFor(flags);
  let broken = 0;
  try {
    for (const { line, question: asked, fault } of rows) {
      if (asked === null) {
        broken += 1;
        process.stderr.write(`${fault}\n`);
        process.stdout.write(`${JSON.stringify({ id: null, line, hits: [] })}\n`);
        continue;
      }
      const { question: words, scenario, history } = asked;
      const ranked = await app.search({ question: words, ...(scenario && { scenario }), ...(history && { history }) }, flags.k);
      const hits = ranked.map(({ passage, document, rank, score }) => ({
        rank,
        passageId: passage.id,
        sourceId: document.sourceId,
        url: linkToQuotation(document.url, passage.text.split("\n")[0] ?? "", passage.page, passage.anchor),
        heading: passage.heading,
        page: passage.page,
        text: passage.text,
        score,
      }));
      if (flags.json) process.stdout.write(`${JSON.stringify({ id: asked.id ?? null, hits })}\n`);
      else
        for (const hit of hits)
          process.stdout.write(`${hit.rank}. ${hit.sourceId} \u203A ${hit.heading.join(" \u203A ")}\n${hit.text}\n\n`);
    }
    return broken === 0 ? 0 : 2;
  } finally {
    await app.close();
  }
};
