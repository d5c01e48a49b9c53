import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { readRows } from "../read-rows.ts";
import { LieRow, TrueClaimRow } from "./claim-row.ts";
import { createReplyProof } from "./prove-reply.ts";
import { proveRow } from "./prove-row.ts";
import type { JudgedClaim } from "./score-claims.ts";
import { readStoredSources } from "./stored-sources.ts";

/** Which rows to take: `held` stands for every row that may not be looked at while tuning, the fresh ones among them. */
export type ClaimSplit = "tune" | "held" | "all";

/** Judged rows, and how many were left out because their source is in ../shared and that folder is not there. */
export type JudgedClaims = { judged: JudgedClaim[]; leftOut: number };

const wanted = (split: ClaimSplit, of: "tune" | "held" | "fresh"): boolean =>
  split === "all" || (split === "tune") === (of === "tune");

/** Reads `evals/datasets/claim-pairs-*.jsonl`, files with `true` in their name as true claims, and puts every row through the proof. */
export const judgeClaims = async (root: string, sharedDir: string, split: ClaimSplit): Promise<JudgedClaims> => {
  const folder = join(root, "evals", "datasets");
  const items = readdirSync(folder)
    .filter((file) => file.startsWith("claim-pairs-") && file.endsWith(".jsonl"))
    .sort()
    .flatMap((file) => {
      const dataset = basename(file, ".jsonl");
      const schema = dataset.includes("-true") ? TrueClaimRow : LieRow;
      return readRows<TrueClaimRow | LieRow>(join(folder, file), schema).map((row) => ({ dataset, row }));
    })
    .filter(({ row }) => wanted(split, row.split));
  const sourcesOf = ({ row }: (typeof items)[number]): string[] => [row.source, ...row.quotations.flatMap(({ of }) => of ?? [])];
  const stored = await readStoredSources(root, sharedDir, new Set(items.flatMap(sourcesOf)));
  const present = items.filter((item) => sourcesOf(item).every((source) => stored.has(source)));
  const prove = createReplyProof();
  return {
    judged: present.map((item) => ({ ...item, got: proveRow(prove, stored, item.row) })),
    leftOut: items.length - present.length,
  };
};
