import { type KeptAnswers, openKeptAnswers } from "../compose-receipts.ts";
import { readConfig } from "../config.ts";
import { cleanText } from "../domain/clean-text.ts";
import { readReferenceNumber } from "../domain/reference-number.ts";
import type { ReceiptProof } from "../flows/verify-receipt.ts";
import type { Flags } from "./read-flags.ts";
import { receiptInWords } from "./receipt-in-words.ts";
import { UsageError } from "./usage-error.ts";

/** What became of one id: proved again or not, and what is wrong. `unreadable`: a fault stopped the proof. */
type Verdict = { id: string; proof: ReceiptProof | { kind: "unreadable"; faults: string[] } };

const faultsOf = ({ proof }: Verdict): string[] => ("faults" in proof ? proof.faults : []);

const verdictOn = async (answers: KeptAnswers, id: string): Promise<Verdict> => ({
  id,
  proof: await answers.verify(id).catch((fault: Error) => {
    return { kind: "unreadable" as const, faults: [`it could not be read and proved: ${fault.message}`] };
  }),
});

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

const sumsOf = (proof: Extract<ReceiptProof, { receipt: unknown }>) => ({
  claims: proof.receipt.claims.length,
  provedClaims: proof.provedClaims,
  quotations: proof.receipt.claims.reduce((sum, claim) => sum + claim.quotations.length, 0),
});

const asRow = (verdict: Verdict): string => {
  const { id, proof } = verdict;
  const known = "receipt" in proof ? proof : null;
  const sums = known ? sumsOf(known) : { claims: 0, provedClaims: 0, quotations: 0 };
  const result = proof.kind === "unreadable" ? "broken" : proof.kind;
  return JSON.stringify({
    id,
    result,
    ...sums,
    faults: faultsOf(verdict),
    notes: known?.notes ?? [],
    receipt: known?.receipt ?? null,
  });
};

const asText = (verdict: Verdict, brief: boolean): string => {
  const { id, proof } = verdict;
  if (proof.kind === "unknown")
    return `${id}: no answer of that id is kept here. Ids look like A-7K3M9Q2T4V; --data names the store.`;
  const faults = faultsOf(verdict).map((fault) => `  - ${fault}`);
  if (proof.kind === "unreadable") return [`${id}: not proved.`, ...faults].join("\n");
  const { claims, provedClaims, quotations } = sumsOf(proof);
  const sums = `${provedClaims} of ${counted(claims, "claim")}, ${counted(quotations, "quotation")}`;
  const result = proof.kind === "proved" ? `Proved again: ${sums}.` : `Not proved. Claims that stand: ${sums}. What is wrong:`;
  const notes = proof.notes.map((note) => `  note: ${note}`);
  return brief
    ? [`${id}: ${result}`, ...faults].join("\n")
    : [receiptInWords(proof.receipt), result, ...faults, ...notes].join("\n");
};

const idsOf = async (flags: Flags, answers: KeptAnswers): Promise<string[]> => {
  if (flags.all) return answers.ids();
  const typed = flags.words.flatMap((word) => word.split(/[\s,;]+/)).filter((word) => word !== "");
  return typed.map((word) => readReferenceNumber(word, "A") ?? word);
};

/**
 * `verify`: proves kept answers again from the store alone; several ids, or `--all`, newest first and told briefly.
 * Exit 0 when all were proved, 1 when one is broken or unknown, 2 for wrong use. `--json`: one row an id.
 */
export const verify = async (flags: Flags): Promise<number> => {
  const named = flags.words.some((word) => word.trim() !== "");
  if (!named && !flags.all) throw new UsageError("There is no answer id. Write it after --, or give --all.");
  if (named && flags.all) throw new UsageError("Give either answer ids or --all, not both.");
  const answers = await openKeptAnswers(readConfig(flags));
  try {
    const ids = await idsOf(flags, answers);
    let proved = 0;
    for (const [index, id] of ids.entries()) {
      const verdict = await verdictOn(answers, id);
      if (verdict.proof.kind === "proved") proved += 1;
      const between = index > 0 && !flags.all ? "\n" : "";
      // What was tampered with may hold control characters; a terminal must not obey them.
      process.stdout.write(flags.json ? `${asRow(verdict)}\n` : `${between}${cleanText(asText(verdict, flags.all)).text}\n`);
    }
    if (!flags.json && ids.length !== 1) process.stdout.write(`${proved} of ${counted(ids.length, "answer")} proved again.\n`);
    return proved === ids.length ? 0 : 1;
  } finally {
    await answers.close();
  }
};
