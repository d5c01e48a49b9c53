import { createLog } from "./adapters/log/create-log.ts";
import { newCaseId } from "./adapters/new-reference-number.ts";
import type { Store } from "./adapters/store/store.ts";
import type { SlackWatch } from "./channels/slack/slack-watch.ts";
import type { AnsweringDeps } from "./compose-answering.ts";
import { loopbackParts } from "./compose-loopback.ts";
import { type Operations, openOperations } from "./compose-operations.ts";
import { type PageParts, pageParts } from "./compose-page.ts";
import { openRetention, type Retention } from "./compose-retention.ts";
import { openRouter } from "./compose-router.ts";
import { slackParts } from "./compose-slack.ts";
import { openSpine, type Spine } from "./compose-spine.ts";
import { openStore } from "./compose-store.ts";
import type { Config } from "./config.ts";
import { contactOf } from "./domain/contact-of.ts";
import { fillWording } from "./domain/fill-wording.ts";
import type { FolderSettings } from "./domain/folder-settings.ts";
import type { SlackFile } from "./domain/knowledge-config.ts";
import type { OnAnswerProgress } from "./flows/answer-progress.ts";
import type { Answering, ServedNews } from "./flows/answering.ts";
import { commitEffects } from "./flows/commit-effects.ts";
import { type HandleMessageDeps, handleMessage } from "./flows/handle-message.ts";
import type { HandledQuestion, IncomingQuestion } from "./flows/handle-question.ts";
import { handleRepAction, type RepActionOutcome } from "./flows/handle-rep-action.ts";
import type { WhenToEmbed } from "./flows/keep-served.ts";
import type { SyncProgress, SyncResult } from "./flows/sync-knowledge.ts";
import { unlessRestoredSince } from "./flows/unless-restored-since.ts";

/** The wired application, as commands and the console use it. */
export type App = Pick<Answering, "follow" | "search" | "modelState" | "checkModel" | "checkEmbedder"> & {
  config: Config;
  /**
   * Brings the store in line with the folder and serves the result; must have run once before anything is asked. `when` the pages are
   * embedded with a newly configured model: first, unless told otherwise.
   */
  sync(onProgress: (progress: SyncProgress) => void, when?: WhenToEmbed): Promise<SyncResult>;
  /** Decides and writes. `onProgress` is told the steps and each claim that has been proved so far. */
  handleQuestion(incoming: IncomingQuestion, onProgress?: OnAnswerProgress): Promise<HandledQuestion>;
  /** Does what a rep asks for to a case; `action` is plain data (handle-rep-action.ts has its form). Rejects when the store fails. */
  actOnCase(action: unknown): Promise<RepActionOutcome>;
  knowledgeOverview(): ServedNews["overview"];
  /** What the knowledge folder says beside its pages, as it is served now. */
  knowledgeConfig(): FolderSettings;
  /** What is served at the moment; null before the first sync. */
  served(): ServedNews | null;
  /** Asks the store: in words which it is, and whether what it holds is safe. Rejects when it does not answer. */
  checkStore: Store["check"];
  /** Messages of all channels, from the inbox to the last delivery. */
  spine: Spine;
  /** The try-it page's half of the spine. */
  page: PageParts;
  /** Removing what has been kept for long enough. */
  retention: Retention;
  /** How the service does, for whoever runs it. */
  operations: Operations;
  logFault(code: string, cause: unknown): void;
  close(): Promise<void>;
};

/** Opens the half that answers: in this thread, or in one of its own. */
export type OpenAnswering = (config: Config, deps: AnsweringDeps) => Answering | Promise<Answering>;

/** Loaded only where it is wanted: it brings word lists of some hundred megabytes. */
const answeringHere: OpenAnswering = async (config, deps) => (await import("./compose-answering.ts")).openAnswering(config, deps);

/**
 * The only place where the parts are put together. `now` is the clock; `watchSlack` is for playing payloads again.
 * Throws what the store throws when the data folder cannot be used.
 */
export const openApp = async (
  config: Config,
  now: () => Date,
  openAnswering: OpenAnswering = answeringHere,
  watchSlack: SlackWatch | null = null,
): Promise<App> => {
  const log = createLog(config);
  const logFault = (code: string, cause: unknown, traceId: string | null = null) =>
    log.error({ code, ...(traceId !== null && { traceId }), err: cause }, code);
  const store = await openStore(config);
  let served: ServedNews | null = null;
  const onServed = (news: ServedNews): void => {
    served = news;
    const { revision, documents } = news.overview;
    log.info({ code: "knowledge_served", revision, sources: documents.length }, "knowledge_served");
  };
  const answering = await openAnswering(config, { store, now, logFault, onServed });

  /** The switch is read for each message, so that turning it is honoured by all replicas at once. */
  const decide: Answering["decide"] = async (incoming, onProgress) => {
    const isAnsweringOff = config.isAnsweringOff || (await store.serviceState.answering()).state === "off";
    return answering.decide({ ...incoming, isAnsweringOff }, onProgress);
  };

  const knowledgeConfig = (): FolderSettings => {
    if (served === null) throw new Error("the knowledge has not been read yet: call sync first");
    return served.config;
  };

  const route = openRouter(() => knowledgeConfig().routes);
  const stillMs = () => spine.stillMs();
  const { modelState } = answering;
  const operations = openOperations({ config, store, log, served: () => served, modelState, stillMs });
  const page = pageParts(store, now);
  const answer: HandleMessageDeps["answer"] = (message, history, treatment) => {
    const { id, text: question, sentAt, traceId } = message;
    const incoming = { id, question, scenario: null, history, skipRouting: false, sentAt, traceId, ...treatment };
    return page.notices.during(id, (tell) =>
      slack.streamed(message, history.length === 0, tell, (onProgress) => decide(incoming, onProgress)),
    );
  };
  const loopback = loopbackParts(config, logFault);
  const people = {
    store,
    reps: () => knowledgeConfig().reps,
    wording: () => knowledgeConfig().wording,
    newCaseId,
    now: () => new Date(),
    // Slack may write before the first sync is through.
    documents: () => served?.overview.documents ?? [],
    rules: (): SlackFile => served?.config.slack ?? { channels: {} },
  };
  const slack = slackParts(config, people, logFault, watchSlack);
  const introduced = (): string => {
    const { messagesDays: days } = config.retention;
    const keptFor = days === null ? "until you ask for it to be removed" : `for ${days} days`;
    const { wording, reps } = knowledgeConfig();
    return fillWording(wording, "first_contact", { kept_for: keptFor, rep_contact: contactOf(reps) });
  };
  const spine: Spine = openSpine({
    store: store.spine,
    cases: store.cases,
    handleMessage: unlessRestoredSince(
      () => ({ restorations: store.restorations, route, reps: knowledgeConfig().reps, newCaseId, now: () => new Date() }),
      (message, before) => handleMessage({ cases: store.cases, answer, mannersOf: slack.mannersOf }, message, before),
    ),
    // The page says who it is by itself.
    introOf: ({ channel }) => (channel === "slack" ? introduced() : null),
    reps: () => knowledgeConfig().reps,
    wording: () => knowledgeConfig().wording,
    newCaseId,
    inlets: [...loopback.inlets, ...slack.inlets],
    channels: [...loopback.channels, ...slack.channels, page.channel],
    crashAt: config.crashAt,
    // Leases run in real time, whatever day is being asked about.
    now: () => new Date(),
    record: operations.record,
  });

  // Kept for so long in real time, whatever day is being asked about.
  const retention = openRetention(config, { store, log, now: () => new Date() });

  return {
    config,
    logFault,
    spine,
    retention,
    page,
    operations,
    sync: (onProgress, when = "first") => answering.sync(onProgress, when),
    handleQuestion: async (incoming, onProgress) => {
      const handled = await decide(incoming, onProgress);
      await store.together((inside) => commitEffects(inside, handled.effects));
      return handled;
    },
    actOnCase: (action) => handleRepAction({ store, now: () => new Date() }, action),
    follow: answering.follow,
    search: answering.search,
    knowledgeOverview: () => served?.overview ?? { documents: [], unreadable: [], revision: "" },
    knowledgeConfig,
    served: () => served,
    checkStore: store.check,
    checkEmbedder: answering.checkEmbedder,
    modelState: answering.modelState,
    checkModel: answering.checkModel,
    close: async () => {
      page.channel.close();
      operations.stopping();
      await Promise.all([spine.stop(), retention.stop()]);
      operations.stop();
      await answering.close();
      await store.close();
    },
  };
};
