import type { ModelFailure, TokenUsage } from "../domain/model-failure.ts";

/**
 * One request to a model. Whoever builds it answers for what is in `instructions` and `input`: they leave the machine.
 * `schema.json` is a strict JSON schema, `schema.parse` gives the typed value, or null when a reply is out of form.
 */
export type ModelRequest<Value> = {
  purpose: "answer" | "rewrite" | "judge" | "check";
  instructions: string;
  input: string;
  schema: { name: string; json: Record<string, unknown>; parse(value: unknown): Value | null };
  maxOutputTokens: number;
  /** Milliseconds in which everything must have ended, retries and waits included. */
  budgetMs: number;
  /** Told the reply so far, whole each time, when the caller wants to follow it. Unproved: not for a member's eyes. */
  onText?: (textSoFar: string) => void;
};

/** What became of a request. Never a rejection: failing is an expected outcome. */
export type ModelResult<Value> =
  | { kind: "replied"; value: Value; model: string; usage: TokenUsage; costUsd: number; attempts: number; tookMs: number }
  | { kind: "failed"; code: ModelFailure; attempts: number; tookMs: number; usage: TokenUsage | null; costUsd: number };

/** Whether the model may be asked at the moment, for `doctor` and health. Money in US dollars. */
export type ModelState = {
  model: string;
  state: "ready" | "circuit_open" | "spend_cap";
  /** When the state ends by itself, as an instant; null for `ready`. */
  untilAt: string | null;
  spentTodayUsd: number;
  dailyCapUsd: number;
  /** Since this process started: replies that could be used, and those that could not, by what was wrong. */
  replies: number;
  failures: Partial<Record<ModelFailure, number>>;
};

/** A language model behind every guard: budget, retries, circuit breaker, spend cap. */
export type LanguageModel = {
  ask<Value>(request: ModelRequest<Value>): Promise<ModelResult<Value>>;
  state(): Promise<ModelState>;
  close(): Promise<void>;
};
