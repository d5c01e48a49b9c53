import { z } from "zod";
import { outcomes } from "../src/domain/answer.ts";
import { casePriorities } from "../src/domain/case.ts";
import { Turn } from "../src/domain/question.ts";
import { routeNames } from "../src/domain/route.ts";

const oneOrMany = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema)]);

/**
 * What a row expects of the answer. `mustMatch` and its kin are regular expressions over the member's text,
 * capitals ignored; `noticeMatch` and `noNoticeMatch` look at the notices. All given keys must hold.
 */
export const Expectation = z.strictObject({
  outcome: oneOrMany(z.enum(outcomes)).optional(),
  outcomeNot: oneOrMany(z.enum(outcomes)).optional(),
  source: z.string().optional(),
  sourceAny: z.array(z.string()).optional(),
  sourceNot: oneOrMany(z.string()).optional(),
  mustMatch: z.array(z.string()).optional(),
  mustNotMatch: z.array(z.string()).optional(),
  noticeMatch: z.string().optional(),
  noNoticeMatch: z.string().optional(),
  dueOn: z.iso.date().nullable().optional(),
  priority: z.enum(casePriorities).optional(),
});
export type Expectation = z.infer<typeof Expectation>;

/** One question of `evals/datasets/*.jsonl`. Unknown keys are refused, so that a misspelt expectation is not lost. */
export const EvalRow = z.strictObject({
  id: z.string().min(1),
  question: z.string(),
  now: z.iso.date().optional(),
  history: z.array(Turn).optional(),
  scenario: z.string().optional(),
  expect: Expectation,
  style: z.string().optional(),
  kind: z.string().optional(),
  split: z.enum(["tune", "held"]).optional(),
});
export type EvalRow = z.infer<typeof EvalRow>;

/** One message of `evals/datasets/routing*.jsonl` with the route a careful rep would give it. */
export const RoutingRow = z.strictObject({
  id: z.string().min(1),
  text: z.string(),
  route: z.enum(routeNames),
  style: z.string().optional(),
  split: z.enum(["tune", "held"]).optional(),
});
export type RoutingRow = z.infer<typeof RoutingRow>;

/**
 * One follow-up of `evals/datasets/follow-ups-standalone.jsonl`. The patterns are regular expressions over the stand-alone
 * question, capitals ignored. `unchanged`: it says all by itself. `unclear`: there is nothing to say what it means.
 * `unresolved`: it points at something that the earlier turns do not name.
 */
export const StandaloneRow = z.strictObject({
  id: z.string().min(1),
  history: z.array(Turn),
  question: z.string(),
  mustMention: z.array(z.string()),
  mustNotMention: z.array(z.string()),
  unchanged: z.literal(true).optional(),
  unclear: z.literal(true).optional(),
  unresolved: z.literal(true).optional(),
  style: z.string(),
  split: z.enum(["tune", "held"]),
});
export type StandaloneRow = z.infer<typeof StandaloneRow>;

/** One question of the shared GOV.UK material, as that folder's README describes it. */
export const SharedQuestion = z.object({
  id: z.string(),
  question: z.string(),
  scenario: z.string(),
  answerable: z.boolean(),
  page: z.string().optional(),
  evidence: z.array(z.string()).default([]),
  near_miss: z.boolean().default(false),
});
export type SharedQuestion = z.infer<typeof SharedQuestion>;
