import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startScriptedServer } from "../../tests/support/scripted-model-server.ts";
import { judgeReply } from "../../tools/judging/judge-reply.ts";
import { readKnownMaterial } from "../../tools/judging/known-material.ts";
import type { ReplyRow } from "../../tools/judging/text-faults.ts";
import { askRows } from "../ask-rows.ts";
import { modesOf } from "../modes-of.ts";
import type { Family } from "./attack.ts";
import type { HostileQuestion } from "./hostile-questions.ts";
import { hostileScript, type Sent } from "./hostile-script.ts";
import { shownLies } from "./shown-lies.ts";

/** One question with the bad output it met (null: the model was not asked), what came of it, and what is wrong with that. */
export type AttackedRow = {
  row: ReplyRow & { timings: { totalMs: number } };
  sent: Sent | null;
  /** "model": claims of the bad output were proved and shown. */
  became: "model" | "extractive" | "case" | "clarify" | "other";
  faults: string[];
  lies: string[];
};

/** All rows of one folder. `errors` is the end of the command's standard error. */
export type AttackRun = { rows: AttackedRow[]; left: string[]; requests: number; errors: string; tookMs: number };

/** Money no object: the cap is not what is tried here. Short waits, so that faults of the wire end soon. */
const settings = {
  OPENAI_BUDGET_MS: "4000",
  OPENAI_DAILY_CAP_USD: "1000000",
  LOG_LEVEL: "fatal",
  VERIFY_WITH_MODEL: "off",
  EMBEDDINGS: "bundled",
};

const endOf = (row: ReplyRow, mode: string | undefined): AttackedRow["became"] => {
  if (row.outcome === "clarify") return "clarify";
  if (row.claims.length > 0 && mode === "model") return "model";
  if (row.outcome === "answered") return "extractive";
  return row.case === null ? "other" : "case";
};

/** Asks `questions` of a folder while a hostile model answers, and has every row judged from outside. */
export const runAttacks = async (
  place: { root: string; knowledgeDir: string; dataDir: string; now: string },
  questions: readonly HostileQuestion[],
  families: readonly Family[],
): Promise<AttackRun> => {
  mkdirSync(place.dataDir, { recursive: true });
  const attack = hostileScript(
    questions.map(({ question }) => question),
    families,
  );
  const server = await startScriptedServer(attack.script);
  const environment = { ...server.environment, ...settings };
  const asked = await askRows<AttackedRow["row"]>(questions, join(place.dataDir, "hostile.in.jsonl"), { ...place, environment });
  await server.close();
  if (asked.status !== 0 || asked.rows.length !== questions.length)
    throw new Error(`${asked.rows.length} rows for ${questions.length} questions, exit code ${asked.status}: ${asked.errors}`);
  const modes = await modesOf(
    place.dataDir,
    asked.rows.flatMap(({ answerId }) => answerId ?? []),
  );
  const known = readKnownMaterial(place.knowledgeDir, join(place.root, "knowledge"));
  // Which output met which row is told by likeness of their questions: what must not be shown must be shown nowhere.
  const forbidden = [...attack.sent.values()].flatMap(({ measured, lies }) => (measured ? [] : lies));
  const rows = asked.rows.map((row, index): AttackedRow => {
    const sent = attack.sent.get(index) ?? null;
    const became = endOf(row, modes.get(row.answerId ?? ""));
    const lies = shownLies(row, [...(sent?.lies ?? []), ...forbidden]);
    const broke = row.reason === "fault" ? ["the answering itself broke, and the row says so"] : [];
    return { row, sent, became, faults: [...judgeReply(row, known), ...broke], lies };
  });
  return { rows, left: attack.left(), requests: server.requests.length, errors: asked.errors, tookMs: asked.tookMs };
};
