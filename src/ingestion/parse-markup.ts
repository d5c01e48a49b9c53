import type { ParsedFile, ParseOutcome } from "../domain/parsed-file.ts";
import type { FileToParse } from "../ports/file-parser.ts";
import { buildSections } from "./build-sections.ts";
import { chooseDates, type DayEvidence } from "./choose-dates.ts";
import { datesInWords, type StatedDays } from "./dates-in-words.ts";
import { decodeText } from "./decode-text.ts";
import type { FlowItem } from "./flow-item.ts";
import { readFrontMatter } from "./front-matter.ts";
import { htmlBody } from "./html-body.ts";
import { htmlMetadata } from "./html-metadata.ts";
import { maxNesting, nestingOf, readPage } from "./html-page.ts";
import { markdownFlow } from "./markdown-flow.ts";
import { readDay } from "./read-day.ts";
import { textFlow } from "./text-flow.ts";
import { titleFromFileName } from "./title-from-file-name.ts";

const listed = (day: string | null): string[] => (day === null ? [] : [day]);
const evidenceOf = (basis: DayEvidence["basis"], days: StatedDays): DayEvidence => ({
  basis,
  publishedOn: listed(days.publishedOn),
  updatedOn: listed(days.updatedOn),
});

const textsOf = (items: readonly FlowItem[]): string[] => items.map((item) => item.text);

const topHeading = (items: readonly FlowItem[]): string | null =>
  items.find((item) => item.type === "heading" && item.level === 1)?.text ?? null;

type OwnFacts = Pick<ParsedFile, "title" | "url" | "publisher" | "kind" | "standing">;

const finish = (items: readonly FlowItem[], own: OwnFacts, evidence: readonly DayEvidence[], today: string): ParseOutcome => {
  const sections = buildSections(items);
  if (sections.length === 0) return { ok: false, code: "empty", message: "there is no text in this file" };
  const blocks = textsOf(items);
  const dates = chooseDates([...evidence, evidenceOf("text", datesInWords(blocks))], blocks, today);
  return { ok: true, parsed: { ...own, ...dates, sections } };
};

const parseHtml = (file: FileToParse, html: string): ParseOutcome => {
  if (nestingOf(html) > maxNesting) {
    return { ok: false, code: "damaged", message: `its tags are nested more than ${maxNesting} deep` };
  }
  const page = readPage(html);
  const items = htmlBody(page, html);
  const meta = htmlMetadata(page, topHeading(items));
  const days = (texts: string[]): string[] => texts.flatMap((text) => listed(readDay(text)));
  const own = {
    title: meta.title ?? titleFromFileName(file.name),
    url: meta.url,
    publisher: meta.publisher,
    kind: null,
    standing: null,
  };
  const evidence: DayEvidence = { basis: "page_metadata", publishedOn: days(meta.published), updatedOn: days(meta.updated) };
  return finish(items, own, [evidence], file.today);
};

const parseMarkdown = (file: FileToParse, text: string): ParseOutcome => {
  const { matter, body } = readFrontMatter(text);
  const items = markdownFlow(body);
  const { url, publisher, kind, standing } = matter;
  const title = matter.title ?? topHeading(items) ?? titleFromFileName(file.name);
  return finish(items, { title, url, publisher, kind, standing }, [evidenceOf("front_matter", matter)], file.today);
};

const parseText = (file: FileToParse, text: string): ParseOutcome => {
  const items = textFlow(text);
  const title = topHeading(items) ?? titleFromFileName(file.name);
  return finish(items, { title, url: null, publisher: null, kind: null, standing: null }, [], file.today);
};

/** Parses Markdown, HTML or plain text, whatever its encoding. PDF is not for this function: it is answered as `not_text`. */
export const parseMarkup = (file: FileToParse): ParseOutcome => {
  const text = decodeText(file.bytes);
  if (text === null) return { ok: false, code: "not_text", message: "this is no text, whatever its name says" };
  if (text.trim() === "") return { ok: false, code: "empty", message: "the file is empty" };
  if (file.format === "html") return parseHtml(file, text);
  if (file.format === "markdown") return parseMarkdown(file, text);
  if (file.format === "text") return parseText(file, text);
  return { ok: false, code: "not_text", message: "a PDF cannot be read as text" };
};
