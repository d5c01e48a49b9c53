import { createHash } from "node:crypto";
import { canonicalJson } from "../../domain/canonical-json.ts";
import type { Schema } from "./schema.ts";

const digestOf = (value: unknown): string => createHash("sha256").update(canonicalJson(value)).digest("hex");

/**
 * Digests are taken over rows as they are stored, not over what is made of them, so that no change can be read away. Empty columns are
 * left out: one that a later schema adds must not break the receipts that were there before.
 */
const filled = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([column, value]) => value !== null && column !== "digest"));

/** Hex SHA-256 over a claim's row and the rows of its quotations, in order. */
export const claimDigest = (claim: Omit<Schema["claims"], "digest">, quotations: readonly Schema["quotations"][]): string =>
  digestOf({ claim: filled(claim), quotations: quotations.map(filled) });

/** Hex SHA-256 over a kept passage with its document's record; the same state of both always has the same digest. */
export const citedDigest = (cited: Omit<Schema["cited_passages"], "digest">): string => digestOf(filled(cited));

/**
 * Hex SHA-256 over an answer's row and the digests of its claims and passages, each with its place: a hash tree of two levels
 * (Merkle, "A Digital Signature Based on a Conventional Encryption Function", 1987), so that a change anywhere is found and can be named.
 */
export const answerDigest = (
  answer: Omit<Schema["answers"], "digest">,
  claims: readonly Schema["claims"][],
  passages: readonly Schema["answer_passages"][],
): string =>
  digestOf({
    answer: filled(answer),
    claims: claims.map(({ position, digest }) => [position, digest]),
    passages: passages.map(({ position, cited_digest }) => [position, cited_digest]),
  });
