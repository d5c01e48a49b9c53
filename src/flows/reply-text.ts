import type { Notice } from "../answering/date-notices.ts";
import { dayInWords } from "../domain/calendar.ts";
import { fillWording } from "../domain/fill-wording.ts";
import type { WordingFile } from "../domain/knowledge-config.ts";
import type { AnswerReply, ReplyPart } from "../domain/reply.ts";

/** The answered claims as a member reads them: sentences run on, bullets on lines of their own, each with its marks. */
const claimsText = (cited: ReplyPart): string => {
  let text = "";
  let previousWasItem = false;
  for (const claim of cited.claims) {
    const marked = `${claim.text} ${claim.citations.map((number) => `[${number}]`).join("")}`;
    if (claim.listItem) text += `\n\u2022 ${marked}`;
    else text += text === "" ? marked : `${previousWasItem ? "\n" : " "}${marked}`;
    previousWasItem = claim.listItem;
  }
  return text.trim();
};

/** One line a source: its title, its publisher and the day it speaks for. */
const sourcesText = (cited: ReplyPart): string => {
  const lines = cited.citations.map(({ title, publisher, updatedOn, publishedOn }) => {
    const day = updatedOn ?? publishedOn;
    return `${title}${publisher === "" ? "" : ` (${publisher})`}${day === null ? ", no date given" : `, as of ${dayInWords(day)}`}`;
  });
  return `From: ${[...new Set(lines)].join("; ")}.`;
};

/** Notices in approved wording, each once. */
export const noticesText = (wording: WordingFile, notices: Notice[]): string[] => [
  ...new Set(notices.map((notice) => fillWording(wording, notice.key, notice.blanks))),
];

/** Joins the paragraphs of a reply, leaving out the empty ones. */
const paragraphs = (...parts: (string | null)[]): string => parts.filter((part) => part !== null && part !== "").join("\n\n");

/** A reply as plain text: each question's claims and sources, notices, and always the way to a person. */
export const replyAsText = (reply: AnswerReply): string =>
  paragraphs(
    reply.lead,
    reply.general,
    ...reply.parts.map((part) =>
      paragraphs(part.question === null ? null : `\u201C${part.question}\u201D`, claimsText(part), sourcesText(part)),
    ),
    ...reply.missed,
    ...reply.notices,
    reply.wayToPerson,
  );
