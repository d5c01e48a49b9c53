import type { App } from "../compose.ts";
import type { RetentionSettings } from "../config.ts";
import { healthLimits } from "../flows/judge-health.ts";
import type { Check } from "./model-checks.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

const spanInWords = (ms: number): string => {
  if (ms < 2 * minuteMs) return `${Math.round(ms / 1000)} seconds`;
  if (ms < 120 * minuteMs) return `${Math.round(ms / minuteMs)} minutes`;
  return ms < 2 * dayMs ? `${Math.round(ms / (60 * minuteMs))} hours` : `${Math.round(ms / dayMs)} days`;
};

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(", ") || "none";

type Counts = Awaited<ReturnType<App["spine"]["counts"]>>;
type Observed = NonNullable<ReturnType<App["operations"]["health"]["observed"]>>;

const spineCheck = ({ jobs, replies }: Counts, waiting: Observed["waiting"]): Check => {
  const jobMs = waiting?.jobMs ?? 0;
  const replyMs = Math.max(0, ...Object.values(waiting?.replyMs ?? {}));
  const isLate = jobMs > healthLimits.jobsWaitingMs || replyMs > healthLimits.replyWaitingMs;
  const counts = `${listed(jobs)}; replies: ${listed(replies)}`;
  const late = `work has been due for ${spanInWords(Math.max(jobMs, replyMs))} and nobody takes it: is the service running (npm start), with that channel configured?`;
  return { name: "messages", state: isLate ? "bad" : "good", says: isLate ? `${counts}; ${late}` : counts };
};

const deadLetterCheck = ({ jobs, replies }: Counts): Check => {
  const [messages, undelivered] = [jobs.dead ?? 0, replies.dead ?? 0];
  const says =
    messages + undelivered === 0
      ? "none"
      : `${messages} messages could not be answered, ${undelivered} replies not delivered; a rep has a case of each`;
  return { name: "dead letters", state: "good", says };
};

const answeringCheck = (isOffHere: boolean, { answering }: Observed): Check => {
  if (isOffHere) return { name: "answering", state: "off", says: "ANSWERING=off here: every question goes to a rep" };
  return answering === "on"
    ? { name: "answering", state: "good", says: "on" }
    : { name: "answering", state: "off", says: "switched off: every question goes to a rep. npm run --silent answering -- on" };
};

const clockCheck = ({ clockAheadMs }: Observed): Check => {
  const name = "clock";
  if (clockAheadMs === null) return { name, state: "good", says: "the store has this machine's" };
  const apartMs = Math.abs(clockAheadMs);
  const says = `the store's is ${(apartMs / 1000).toFixed(1)} s ${clockAheadMs < 0 ? "behind" : "ahead of"} this machine's`;
  if (apartMs <= healthLimits.clockDriftingMs) return { name, state: "good", says };
  return { name, state: "bad", says: `${says}: set both by a time server, or replicas take each other's work` };
};

const diskCheck = ({ disk }: Observed): Check => {
  const name = "disk";
  if (disk === null) return { name, state: "bad", says: "it cannot be told how much is free for the data folder" };
  const { bytes, share } = healthLimits.diskFilling;
  const isFilling = disk.freeBytes < Math.min(bytes, disk.totalBytes * share);
  const says = `${Math.round(disk.freeBytes / 1024 ** 2)} MB free for the data folder`;
  return { name, state: isFilling ? "bad" : "good", says: isFilling ? `${says}: make room before nothing can be stored` : says };
};

const auditCheck = ({ entries, brokenAt }: Awaited<ReturnType<App["operations"]["checkAudit"]>>): Check =>
  brokenAt === null
    ? { name: "audit", state: "good", says: `${entries} entries, unchanged` }
    : { name: "audit", state: "bad", says: `changed at entry ${brokenAt} of ${entries}: find out who could write to the store` };

const days = (count: number | null): string => (count === null ? "for ever" : `${count} days`);

const retentionCheck = ({ messagesDays, casesDays, answersDays, auditDays }: RetentionSettings): Check => ({
  name: "kept for",
  state: "good",
  says: `messages ${days(messagesDays)}, resolved cases ${days(casesDays)}, answers ${days(answersDays)}, audit ${days(auditDays)}`,
});

/** A copy that is older is no help against yesterday's loss. */
const copyFreshMs = 2 * dayMs;

const copyCheck = (copiedAt: string | null, nowMs: number): Check => {
  const name = "last copy";
  if (copiedAt === null)
    return { name, state: "off", says: "none in the data folder's backups: npm run --silent backup, once a day by cron" };
  const ageMs = Math.max(0, nowMs - Date.parse(copiedAt));
  const says = `made ${spanInWords(ageMs)} ago`;
  return ageMs <= copyFreshMs
    ? { name, state: "good", says }
    : { name, state: "bad", says: `${says}: is the daily npm run backup still running?` };
};

/** What `doctor` says of the running service, as far as its store and this machine tell. Rejects when the store does not answer. */
export const serviceChecks = async ({
  config,
  operations,
  spine,
}: Pick<App, "config" | "operations" | "spine">): Promise<Check[]> => {
  await operations.health.look();
  const seen = operations.health.observed()!;
  const counts = await spine.counts();
  const writing: Check[] =
    seen.store === "answers"
      ? []
      : [{ name: "store", state: "bad", says: "cannot be written: is the disk full, or the store read-only?" }];
  return [
    ...writing,
    answeringCheck(config.isAnsweringOff, seen),
    spineCheck(counts, seen.waiting),
    deadLetterCheck(counts),
    clockCheck(seen),
    diskCheck(seen),
    auditCheck(await operations.checkAudit()),
    retentionCheck(config.retention),
    copyCheck(operations.lastCopyAt(), Date.now()),
  ];
};
