import { createHash } from "node:crypto";
import { casePriorities, caseStates } from "../domain/case.ts";
import { healthWarnings, notReadyCodes } from "../domain/health.ts";
import { channelNames } from "../domain/message.ts";
import { modelFailures } from "../domain/model-failure.ts";
import type { ModelState } from "../ports/language-model.ts";
import type { Meter } from "../ports/meter.ts";
import type { ServiceStateStore } from "../ports/service-state.ts";
import type { SpendStore } from "../ports/spend-store.ts";
import type { SpineStore } from "../ports/spine-store.ts";
import type { ServedNews } from "./answering.ts";
import type { HealthWatch } from "./watch-health.ts";

/** Where figures are read from when somebody asks for them. */
export type ReadFiguresDeps = {
  store: Pick<ServiceStateStore, "openCases">;
  counts: () => ReturnType<SpineStore["counts"]>;
  spent: () => ReturnType<SpendStore["spent"]>;
  modelState: () => Promise<ModelState | null>;
  health: Pick<HealthWatch, "readiness" | "observed">;
  /** What is served and since when, in milliseconds of `performance.now`; null before the first sync. */
  served: () => { news: ServedNews; sinceMs: number } | null;
};

const jobStates = ["ready", "leased", "done", "dead"];
const replyStates = ["ready", "sending", "sent", "unknown", "dead"];

/** Two replicas that serve the same have the same number; which it is means nothing. */
const numberOf = (revision: string): number =>
  Number.parseInt(createHash("sha256").update(revision).digest("hex").slice(0, 8), 16);

const rows = (values: Readonly<Record<string, number>>, keys: readonly string[], label: "state" | "channel") =>
  keys.map((key) => ({ labels: { [label]: key } as { state: string; channel: string }, value: values[key] ?? 0 }));

const spineFigures = (meter: Meter, { counts, health }: ReadFiguresDeps): void => {
  meter.gauge({ name: "noticeboard_jobs", says: "Messages by how far they have come", labels: { state: jobStates } }, async () =>
    rows((await counts()).jobs, jobStates, "state"),
  );
  meter.gauge(
    { name: "noticeboard_replies", says: "Replies by how far they have come", labels: { state: replyStates } },
    async () => rows((await counts()).replies, replyStates, "state"),
  );
  meter.gauge(
    {
      name: "noticeboard_job_waiting_seconds",
      says: "For how long the oldest message has been due that could be worked on",
      labels: {},
    },
    () => [{ labels: {}, value: (health.observed()?.waiting?.jobMs ?? 0) / 1000 }],
  );
  meter.gauge(
    {
      name: "noticeboard_reply_waiting_seconds",
      says: "For how long the channel's oldest reply has been due that could be sent",
      labels: { channel: channelNames },
    },
    () =>
      channelNames.map((channel) => ({
        labels: { channel },
        value: (health.observed()?.waiting?.replyMs[channel] ?? 0) / 1000,
      })),
  );
};

const healthFigures = (meter: Meter, { health }: ReadFiguresDeps): void => {
  meter.gauge({ name: "noticeboard_ready", says: "1 while messages can be stored, answered and delivered", labels: {} }, () => [
    { labels: {}, value: health.readiness().isReady ? 1 : 0 },
  ]);
  meter.gauge({ name: "noticeboard_not_ready", says: "1 for each reason why not", labels: { code: notReadyCodes } }, () =>
    health.readiness().codes.map((code) => ({ labels: { code }, value: 1 })),
  );
  meter.gauge(
    { name: "noticeboard_warning", says: "1 for each thing that somebody should look at", labels: { code: healthWarnings } },
    () => health.readiness().warnings.map((code) => ({ labels: { code }, value: 1 })),
  );
  meter.gauge({ name: "noticeboard_answering", says: "0 while every question goes to a rep", labels: {} }, () => [
    { labels: {}, value: health.readiness().answering === "on" ? 1 : 0 },
  ]);
  meter.gauge({ name: "noticeboard_disk_free_bytes", says: "Free on the disk of the data folder", labels: {} }, () => {
    const free = health.observed()?.disk?.freeBytes;
    return free === undefined ? [] : [{ labels: {}, value: free }];
  });
  meter.gauge(
    { name: "noticeboard_store_clock_ahead_seconds", says: "The store's clock less this machine's", labels: {} },
    () => {
      const aheadMs = health.observed()?.clockAheadMs ?? null;
      return aheadMs === null ? [] : [{ labels: {}, value: aheadMs / 1000 }];
    },
  );
};

const knowledgeFigures = (meter: Meter, { served }: ReadFiguresDeps): void => {
  const ofServed = (name: string, says: string, read: (of: NonNullable<ReturnType<typeof served>>) => number): void =>
    meter.gauge({ name, says, labels: {} }, () => {
      const now = served();
      return now === null ? [] : [{ labels: {}, value: read(now) }];
    });
  ofServed("noticeboard_knowledge_sources", "Pages that can be cited", ({ news }) => news.overview.documents.length);
  ofServed(
    "noticeboard_knowledge_unreadable_sources",
    "Pages that could not be read",
    ({ news }) => news.overview.unreadable.length,
  );
  ofServed("noticeboard_knowledge_revision", "Equal on replicas that serve the same pages", ({ news }) =>
    numberOf(news.overview.revision),
  );
  ofServed("noticeboard_knowledge_age_seconds", "Since these pages came to be served here", ({ sinceMs }) =>
    Math.round((performance.now() - sinceMs) / 1000),
  );
};

const caseFigures = (meter: Meter, { store, served }: ReadFiguresDeps): void => {
  const queue = () => served()?.news.config.reps.queues.map(({ id }) => id) ?? [];
  meter.gauge(
    {
      name: "noticeboard_open_cases",
      says: "Cases that are not resolved",
      labels: { state: caseStates, priority: casePriorities, queue },
    },
    async () => (await store.openCases()).map(({ count, ...labels }) => ({ labels, value: count })),
  );
};

const modelFigures = (meter: Meter, { spent, modelState }: ReadFiguresDeps): void => {
  const ofDay = (name: string, says: string, read: (of: Awaited<ReturnType<typeof spent>>) => number): void =>
    meter.gauge({ name, says, labels: {} }, async () => {
      if ((await modelState()) === null) return [];
      return [{ labels: {}, value: read(await spent()) }];
    });
  ofDay(
    "noticeboard_model_calls_today",
    "Calls of the language model since midnight UTC, all replicas together",
    ({ calls }) => calls,
  );
  ofDay("noticeboard_model_spend_today_usd", "What they cost, in US dollars", ({ microUsd }) => microUsd / 1e6);
  ofDay("noticeboard_model_input_tokens_today", "Tokens sent", ({ inputTokens }) => inputTokens);
  ofDay("noticeboard_model_output_tokens_today", "Tokens received", ({ outputTokens }) => outputTokens);
  meter.gauge(
    {
      name: "noticeboard_model_replies",
      says: "Replies of the language model since this process started, by what was wrong with them (none: they could be used)",
      labels: { failure: modelFailures },
    },
    async () => {
      const state = await modelState();
      if (state === null) return [];
      const failed = Object.entries(state.failures).map(([failure, value]) => ({ labels: { failure }, value }));
      return [{ labels: { failure: null }, value: state.replies }, ...failed];
    },
  );
};

/** Has everything that stands in the store or is served read when somebody asks for figures. */
export const readFigures = (meter: Meter, deps: ReadFiguresDeps): void => {
  for (const figures of [spineFigures, healthFigures, knowledgeFigures, caseFigures, modelFigures]) figures(meter, deps);
};
