import type { FolderSettings } from "../domain/folder-settings.ts";
import type { EmbeddingAccess, EmbeddingModels } from "../ports/embedding-models.ts";
import type { EmbeddingModel, EmbeddingStore } from "../ports/embedding-store.ts";
import type { KnowledgeReading, KnowledgeSnapshot, KnowledgeState, KnowledgeStore } from "../ports/knowledge-store.ts";
import { embedPassages, textsToEmbed } from "./embed-passages.ts";
import { inTurn } from "./in-turn.ts";
import type { SyncProgress, SyncRequest, SyncResult } from "./sync-knowledge.ts";

/**
 * When the pages are embedded with a newly configured model: before anything is served, while the former vectors serve (then swapped
 * whole), or not by this process.
 */
export type WhenToEmbed = "first" | "in_background" | "later";

/** What keeping knowledge served needs. `Served` is whatever is built from a reading of the store and can be asked. */
export type KeepServedDeps<Served> = {
  store: Pick<KnowledgeStore, "snapshot" | "state" | "vectors" | "saveVectors">;
  embeddings: EmbeddingStore;
  models: EmbeddingModels;
  /** Brings the store in line with the folder, without embedding. */
  syncFolder(request: SyncRequest): Promise<SyncResult>;
  /** Makes a reading of the store searchable; without a model by words alone. */
  build(access: EmbeddingAccess | null, snapshot: KnowledgeSnapshot, settings: FolderSettings): Promise<Served>;
  /** Told in the same moment in which something new is served. */
  onServed?: (served: Served) => void;
  logFault: (code: string, cause: unknown) => void;
  /** The wait after a first failure of the change in the background; it doubles up to five minutes. */
  firstWaitMs?: number;
};

/** A change of the embedding model under way: texts embedded of those that were missing, and the last fault's code. */
export type EmbeddingChange = { modelId: string | null; done: number; total: number; lastFault: string | null };

/** What is served, with which model, and what is being changed about it. `searchesBy` is null before anything is served. */
export type ServedState = {
  model: EmbeddingModel | null;
  searchesBy: "vectors_and_words" | "words_alone" | null;
  change: EmbeddingChange | null;
};

/** Keeps one thing served; a new one is swapped in whole, and what cannot be made leaves the old one serving. */
export type KeptServed<Served> = {
  /** Throws what `syncFolder` throws, and the old goes on being served. A fault of an embedding model is logged, never thrown. */
  sync(request: SyncRequest, when: WhenToEmbed): Promise<SyncResult>;
  /**
   * Serves what another process has brought into the store, if it has; the folder is not read. Waits for a sync that is under way. True
   * when something new is served. Rejects with what the store or `build` throws, and the old goes on being served.
   */
  catchUp(): Promise<boolean>;
  current(): Served | null;
  state(): ServedState;
  /**
   * Told when the served model turns out to give another dimension than it did: its vectors have to be made anew. Heard once between two
   * syncs, so that a server that keeps changing cannot have everything embedded for ever.
   */
  dimensionChanged(): void;
  /** Ends the change in the background; what it has embedded so far is kept for the next start. */
  close(): Promise<void>;
};

const longestWaitMs = 300_000;
const codeOf = (fault: unknown): string => String((fault as { code?: unknown } | null)?.code ?? "unknown");

const isSame = (one: KnowledgeState | null, other: KnowledgeState): boolean =>
  one !== null &&
  one.revision === other.revision &&
  one.embeddedRevision === other.embeddedRevision &&
  one.modelId === other.modelId;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });

/**
 * Serves the store's knowledge through changes of pages and of the embedding model. The store remembers which model is served; a
 * configured other one takes over only when every sentence has its vector, and until then the former serves, new pages included.
 * Vectors are stored as they come, so that a change that was stopped goes on where it was.
 */
export const keepServed = <Served>(deps: KeepServedDeps<Served>): KeptServed<Served> => {
  const { store, embeddings, models, logFault, firstWaitMs = 5000 } = deps;
  const closing = new AbortController();
  const exclusively = inTurn();
  let current: Served | null = null;
  let state: ServedState = { model: null, searchesBy: null, change: null };
  let shown: KnowledgeState | null = null;
  let ownSettings: FolderSettings | null = null;
  let background: Promise<void> | null = null;
  let askDimensionAnew = false;
  let heardOfDimension = false;

  const embed = async (access: EmbeddingAccess, snapshot: KnowledgeSnapshot, onBatch: (done: number, total: number) => void) => {
    const embedder = access.openForPages();
    try {
      return await embedPassages({ store, embedder }, snapshot.passages, onBatch);
    } finally {
      await embedder.close();
    }
  };
  /** Null, and a line in the log, when it did not work. */
  const attempt = async <T>(code: string, work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (fault) {
      if (!closing.signal.aborted) logFault(code, fault);
      return null;
    }
  };
  /** The settings of the reading, so that pages and wording are of one sync; the own folder's when they cannot be read. */
  const settingsOf = ({ settings }: KnowledgeReading): FolderSettings => {
    if (typeof settings !== "string") return settings;
    const code = settings === "of_other_form" ? "folder_settings_of_other_form" : "folder_settings_never_kept";
    const fault = Object.assign(new Error("the store holds no settings of the knowledge folder that can be read"), { code });
    if (ownSettings === null) throw fault;
    logFault(code, fault);
    return ownSettings;
  };
  const show = async (access: EmbeddingAccess | null, model: EmbeddingModel | null, reading: KnowledgeReading): Promise<void> => {
    current = await deps.build(access, reading, settingsOf(reading));
    shown = reading;
    state = { ...state, model, searchesBy: access === null ? "words_alone" : "vectors_and_words" };
    deps.onServed?.(current);
  };
  /** Only now are the former model's vectors given up. */
  const takeOver = async (access: EmbeddingAccess, reading: KnowledgeReading): Promise<void> => {
    const { revision } = reading;
    await show(access, access.model, { ...reading, embeddedRevision: revision, modelId: access.model.modelId });
    await embeddings.serve(access.model, textsToEmbed(reading.passages).keys(), revision);
  };

  const changeOnce = async (onProgress: (progress: SyncProgress) => void): Promise<void> => {
    const access = await models.open(askDimensionAnew ? null : await embeddings.served());
    const onBatch = (done: number, total: number): void => {
      state = { ...state, change: { modelId: access.model.modelId, done, total, lastFault: null } };
      onProgress({ step: "embedding", done, total, name: "" });
    };
    // The bulk is embedded beside everything else; a sync in the meantime leaves little for the second time, which nothing comes between.
    await embed(access, await store.snapshot(), onBatch);
    await exclusively(async () => {
      const snapshot = await store.snapshot();
      await embed(access, snapshot, onBatch);
      await takeOver(access, snapshot);
    });
    askDimensionAnew = false;
  };
  const change = async (onProgress: (progress: SyncProgress) => void): Promise<void> => {
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      try {
        await changeOnce(onProgress);
        state = { ...state, change: null };
        return;
      } catch (fault) {
        if (closing.signal.aborted) return;
        if (codeOf(fault) === "embedding_of_other_dimension") askDimensionAnew = true;
        state = { ...state, change: { modelId: null, done: 0, total: 0, ...state.change, lastFault: codeOf(fault) } };
        logFault("embedding_change_failed", fault);
      }
      await pause(Math.min(longestWaitMs, firstWaitMs * 2 ** failures) * (0.5 + Math.random() / 2), closing.signal);
    }
  };
  const changeInBackground = (onProgress: (progress: SyncProgress) => void): void => {
    if (background || closing.signal.aborted) return;
    state = { ...state, change: { modelId: null, done: 0, total: 0, lastFault: null } };
    background = change(onProgress).finally(() => {
      background = null;
    });
  };

  const logWordsAlone = (served: EmbeddingModel | null): void =>
    logFault("searching_by_words_alone", new Error(`${served?.modelId} served last and cannot be asked now`));

  const sync = async (request: SyncRequest, when: WhenToEmbed): Promise<SyncResult> => {
    const onProgress = request.onProgress ?? (() => {});
    const onBatch = (done: number, total: number): void => onProgress({ step: "embedding", done, total, name: "" });
    const synced = await deps.syncFolder(request);
    ownSettings = synced.config;
    heardOfDimension = false;
    const reading = await store.snapshot();
    const served = await embeddings.served();
    const isFirst = served === null || models.isConfigured(served) || when === "first";
    const configured = isFirst ? await attempt("embeddings_out_of_reach", () => models.open(served)) : null;
    const made = configured && (await attempt("passages_not_embedded", () => embed(configured, reading, onBatch)));
    if (configured && made !== null) {
      const whole = { ...reading, embeddedRevision: reading.revision, modelId: configured.model.modelId };
      if (made === 0 && isSame(reading, whole)) await show(configured, configured.model, reading);
      else await takeOver(configured, reading);
      return { ...synced, embedded: made };
    }
    const former = served === null ? models.bundled : models.accessTo(served);
    const isTried = former?.model.modelId === configured?.model.modelId;
    const added = former && !isTried ? await attempt("passages_not_embedded", () => embed(former, reading, onBatch)) : null;
    if (served === null && former) await takeOver(former, reading);
    else await show(former, served, reading);
    if (!former) logWordsAlone(served);
    if (when === "in_background") changeInBackground(onProgress);
    return { ...synced, embedded: added ?? 0 };
  };

  const catchUp = async (): Promise<boolean> => {
    if (isSame(shown, await store.state())) return false;
    const served = await embeddings.served();
    const reading = await store.snapshot();
    // Another process has just changed the model: the next look finds both readings at one.
    if ((served?.modelId ?? null) !== reading.modelId) return false;
    const isConfigured = served !== null && models.isConfigured(served);
    const access = isConfigured ? await models.open(served) : served && models.accessTo(served);
    await show(access, served, reading);
    if (!access) logWordsAlone(served);
    return true;
  };

  return {
    sync: (request, when) => exclusively(() => sync(request, when)),
    catchUp: () => exclusively(catchUp),
    current: () => current,
    state: () => state,
    dimensionChanged: () => {
      if (heardOfDimension) return;
      heardOfDimension = true;
      askDimensionAnew = true;
      changeInBackground(() => {});
    },
    close: async () => {
      closing.abort();
      await models.close();
      await background;
      await exclusively(async () => {});
    },
  };
};
