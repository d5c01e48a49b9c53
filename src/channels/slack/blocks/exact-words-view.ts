import type { KnownBlock, ModalView, RichTextBlock } from "@slack/types";
import type { Citation } from "../../../domain/answer.ts";
import type { AnswerReply, ReplyPart } from "../../../domain/reply.ts";
import { paragraph, quotation, words } from "./rich-text.ts";
import { citationLine, mark } from "./source-lines.ts";

/**
 * A modal takes 100 blocks and titles of 24 letters (https://docs.slack.dev/reference/views/modal-views). Its size as a whole is limited too, at
 * some place that is not written down; this many bytes are far more than anybody reads.
 */
const most = { blocks: 90, bytes: 60_000 };

/** A claim, then each quotation that proves it, word for word, with where it stands. */
const claimBlocks = (part: ReplyPart, claim: ReplyPart["claims"][number]): RichTextBlock[] => {
  const cited = claim.citations.flatMap((number) => part.citations.find((citation) => citation.number === number) ?? []);
  // A claim in the page's own words would only stand there twice.
  const isVerbatim = cited.length === 1 && cited[0]?.quote.trim() === claim.text.trim();
  return [
    ...(isVerbatim ? [] : paragraph(words(`${claim.text} `, { bold: true }), ...cited.map(mark))),
    ...cited.flatMap((citation: Citation) => [...quotation(citation.quote), ...paragraph(...citationLine(citation))]),
  ];
};

const intro = "My answer stands on these words, copied letter for letter from the pages. A link opens the page where they stand.";

/**
 * Each claim of an answer with the words that prove it. `isAsker`: whoever pressed is the one who asked; others who read along are not shown what was
 * asked.
 */
export const exactWordsView = (answer: AnswerReply, isAsker: boolean): ModalView => {
  const blocks: KnownBlock[] = paragraph(words(intro));
  const claims = answer.parts.flatMap((part) => part.claims.map((claim, index) => ({ part, claim, isFirst: index === 0 })));
  let shown = 0;
  for (const { part, claim, isFirst } of claims) {
    const asked =
      isAsker && isFirst && part.question !== null ? paragraph(words(`\u201C${part.question}\u201D`, { italic: true })) : [];
    const next: KnownBlock[] = [{ type: "divider" }, ...asked, ...claimBlocks(part, claim)];
    const size = Buffer.byteLength(JSON.stringify([...blocks, ...next]));
    if (blocks.length + next.length > most.blocks || size > most.bytes) break;
    blocks.push(...next);
    shown += 1;
  }
  const left = claims.length - shown;
  if (left > 0) {
    const more = `There is no room here for ${left === 1 ? "the last sentence" : `the last ${left} sentences`}. Their links are in my answer.`;
    blocks.push({ type: "divider" }, ...paragraph(words(more)));
  }
  return {
    type: "modal",
    title: { type: "plain_text", text: "The exact words" },
    close: { type: "plain_text", text: "Close" },
    blocks,
  };
};
