import type { ProveClaim } from "../answering/proof/finding.ts";
import { verifyClaims } from "../answering/verify-claims.ts";
import type { Passage } from "../domain/passage.ts";
import type { Receipt } from "../domain/receipt.ts";
import { isIdOf, passageDigest } from "../ingestion/passage-identity.ts";
import type { ReceiptStore, StoredReceipt } from "../ports/receipt-store.ts";

/** `prove` gives the rules for claims in a model's words; asked for only where an answer has such claims. */
export type VerifyReceiptDeps = { receipts: Pick<ReceiptStore, "read">; prove: () => Promise<ProveClaim> };

/**
 * What became of proving an answer again. `notes` are no faults: what a sync has replaced since. `faults` name what is not as it was or
 * cannot be proved, in words for a volunteer.
 */
export type ReceiptProof =
  | { kind: "unknown" }
  | { kind: "proved"; receipt: Receipt; provedClaims: number; notes: string[] }
  | { kind: "broken"; receipt: Receipt; provedClaims: number; notes: string[]; faults: string[] };

/** A passage's id and digest are made of its words (`ingestion/passage-identity.ts`), so changed words give themselves away. */
const wordFaults = (passage: Passage, which: string): string[] => [
  ...(passageDigest(passage.text) === passage.digest
    ? []
    : [`${which} ${passage.id} does not have its digest: its text has changed`]),
  ...(isIdOf(passage.id, passage) ? [] : [`${which} ${passage.id} does not have its id: its text or heading has changed`]),
];

const citedFaults = ({ receipt, servedPassages }: StoredReceipt): string[] =>
  receipt.cited.flatMap(({ passage, document }) => {
    const served = servedPassages.get(passage.id);
    return [
      ...wordFaults(passage, "the quoted passage"),
      ...(passage.sourceId === document.sourceId ? [] : [`passage ${passage.id} is kept with the record of another page`]),
      ...(served === undefined ? [] : wordFaults(served, "the passage as served now,")),
    ];
  });

const claimFaults = (receipt: Receipt, prove: ProveClaim | undefined): string[] => {
  const cited = new Map(receipt.cited.map((sourced) => [sourced.passage.id, sourced]));
  const { verdicts } = verifyClaims(receipt.claims, cited, prove);
  return verdicts.flatMap(({ verdict, reason }, index) =>
    verdict === "supported"
      ? []
      : [`claim ${index + 1} is not proved by its quotations: ${(reason ?? verdict).replaceAll("_", " ")}`],
  );
};

/** Marks such as `[2]` that come with the question or a page's title are nobody's proof and need none. */
const foreignWords = ({ questions, cited }: Receipt): string =>
  [...questions, ...cited.flatMap(({ document }) => [document.title, document.publisher])].join("\n");

/** Whether the text says what was proved: each claim in its place with the marks of its quotations, and no mark without one. */
const textFaults = (receipt: Receipt): string[] => {
  const faults: string[] = [];
  const between: string[] = [];
  let from = 0;
  for (const [index, claim] of receipt.claims.entries()) {
    const marked = `${claim.text} ${claim.quotations.map(({ number }) => `[${number}]`).join("")}`;
    const at = receipt.text.indexOf(marked, from);
    if (at < 0) {
      faults.push(`claim ${index + 1} does not stand in the text with the marks of its quotations`);
      continue;
    }
    between.push(receipt.text.slice(from, at));
    from = at + marked.length;
  }
  between.push(receipt.text.slice(from));
  const known = new Set(receipt.claims.flatMap((claim) => claim.quotations.map(({ number }) => `[${number}]`)));
  const foreign = foreignWords(receipt);
  const marks = new Set(between.join("\n").match(/\[\d+\]/g));
  for (const mark of marks) if (!known.has(mark) && !foreign.includes(mark)) faults.push(`${mark} in the text has no quotation`);
  return faults;
};

const isNamed = ({ model, promptId, promptVersion, promptDigest }: NonNullable<Receipt["model"]>): boolean =>
  model !== "" && promptId !== "" && promptVersion >= 1 && /^[0-9a-f]{64}$/.test(promptDigest);

const recordFaults = (receipt: Receipt): string[] => [
  ...(receipt.mode !== "model" || (receipt.model !== null && isNamed(receipt.model))
    ? []
    : ["a model wrote the claims, but which one, or with which prompt, is not recorded"]),
  ...(receipt.outcome !== "answered" || receipt.claims.length > 0 ? [] : ["it is recorded as answered but claims nothing"]),
];

const replacedNotes = ({ receipt, servedPassages, faults }: StoredReceipt): string[] =>
  receipt.cited.flatMap(({ passage }) =>
    servedPassages.has(passage.id) || faults.some((fault) => fault.includes(passage.id))
      ? []
      : [`passage ${passage.id} is no longer served: a later sync has changed or removed it`],
  );

/**
 * Proves a stored answer again from what was kept with it, offline: the rows are as they were written, the passages have their
 * digests, each quotation stands at its place, the quotations prove each claim under the rules of this version, and the text says
 * those claims and no others. Rejects when the store cannot be read.
 */
export const verifyReceipt = async (deps: VerifyReceiptDeps, id: string): Promise<ReceiptProof> => {
  const stored = await deps.receipts.read(id);
  if (stored === null) return { kind: "unknown" };
  const { receipt } = stored;
  const unproved = claimFaults(receipt, receipt.mode === "extractive" ? undefined : await deps.prove());
  const faults = [...stored.faults, ...citedFaults(stored), ...unproved, ...textFaults(receipt), ...recordFaults(receipt)];
  const found = { receipt, provedClaims: receipt.claims.length - unproved.length, notes: replacedNotes(stored) };
  return faults.length === 0 ? { kind: "proved", ...found } : { kind: "broken", ...found, faults };
};
