import { relative } from "node:path";
import { foldSpace, withoutHyphens } from "../quotations/readings.ts";
import { rowFaults } from "../quotations/row-faults.ts";
import { claimFaults } from "./claim-faults.ts";
import { type KnownMaterial, ownsUrl } from "./known-material.ts";
import { foreignAddresses, markFaults } from "./plain-text-faults.ts";
import { type ReplyRow, textFaults } from "./text-faults.ts";

const quotationFaults = (row: ReplyRow, known: KnownMaterial): string[] =>
  row.citations.flatMap(({ number, sourceId, url, page, quote }) => {
    const files = known.filesOf(sourceId);
    if (files.length === 0) return [`citation ${number} names the source ${sourceId}, which has no file`];
    const wanted = foldSpace(quote);
    const holds = (text: string): boolean =>
      text.includes(wanted) || (page !== null && withoutHyphens(text).includes(withoutHyphens(wanted)));
    const readings = files.map((file) => known.readings(file, page));
    const stands = readings.includes(null) || readings.some((texts) => texts?.some(holds));
    return [
      ...(stands
        ? []
        : [
            `citation ${number} is not word for word in ${files.map((file) => relative(known.folder, file)).join(", ")}: ${wanted}`,
          ]),
      ...(ownsUrl(known, sourceId, url) ? [] : [`citation ${number} links to ${url}, which is no address of its source`]),
    ];
  });

const provedFaults = (row: ReplyRow, known: KnownMaterial): string[] =>
  row.claims.flatMap((claim, index) => {
    const cited = row.citations.filter(({ number }) => claim.citations.includes(number));
    const quotes = cited.map(({ quote }) => quote);
    const about = cited.flatMap(({ heading, title, publisher, updatedOn, publishedOn }) => [
      ...heading,
      title,
      publisher,
      updatedOn ?? "",
      publishedOn ?? "",
    ]);
    return claimFaults({ text: claim.text, quotes, about, sameNames: known.sameNames }).map(
      (words) => `claim ${index + 1} ${words}: ${claim.text.slice(0, 200)}`,
    );
  });

/**
 * Everything that is wrong with one row of `ask --json`, judged from outside: the contract, each quotation and link against the source
 * files, each claim's numbers, months and names against its quotations, and each paragraph and address of the text against what may
 * stand there. Empty when nothing is. Shares no code with `src`.
 */
export const judgeReply = (value: unknown, known: KnownMaterial): string[] => {
  const shape = rowFaults(value);
  if (shape.length > 0) return shape;
  const row = value as ReplyRow;
  const approved = [
    ...Object.values(known.wording),
    ...known.contacts,
    ...row.citations.flatMap(({ quote, title, publisher }) => [quote, title, publisher]),
    row.question,
  ].join("\n");
  return [
    ...quotationFaults(row, known),
    ...provedFaults(row, known),
    ...textFaults(row, known),
    ...markFaults("the text", row.text),
    ...row.claims.flatMap((claim, index) => markFaults(`claim ${index + 1}`, claim.text)),
    ...foreignAddresses(row.text, approved).map((address) => `the text holds the foreign address ${address}`),
    ...(row.outcome === "answered" && row.answerId === null ? ["an answer without a receipt"] : []),
  ];
};
