import type { Store } from "../../src/adapters/store/store.ts";
import type { FolderSettings } from "../../src/domain/folder-settings.ts";
import { textsToEmbed } from "../../src/flows/embed-passages.ts";
import { type KeptServed, keepServed } from "../../src/flows/keep-served.ts";
import { syncKnowledge } from "../../src/flows/sync-knowledge.ts";
import { parseFile } from "../../src/ingestion/parse-file.ts";
import type { EmbeddingAccess, EmbeddingModels } from "../../src/ports/embedding-models.ts";

/** What is built here tells by which model it searches, which texts it holds, how many sentences can be compared, and the settings. */
export type Built = { by: string; texts: string[]; vectors: number; settings: FolderSettings };

/** Models that can be stopped, broken and counted; `asked` holds every text with the model it was given to, in order. */
export const rig = {
  dimensions: { old: 3, new: 4, bundled: 2 } as Record<string, number>,
  asked: [] as string[],
  fault: null as Error | null,
  buildFault: null as Error | null,
  /** What the n-th call to a model other than the bundled one waits for, from 1. */
  calls: 0,
  gate: (_call: number): Promise<unknown> => Promise.resolve(),
  outOfReach: new Set<string>(),
};
export const coded = (code: string): Error => Object.assign(new Error(code), { code });

const accessTo = (name: string): EmbeddingAccess => {
  const dimension = rig.dimensions[name]!;
  const model = {
    modelId: `${name}:${dimension}`,
    dimension,
    api: name === "bundled" ? null : { place: "here", model: name, askedDimension: null },
  };
  const openEmbedder = () => {
    let closed = false;
    return {
      modelId: model.modelId,
      dimension,
      remote: name !== "bundled",
      embed: async (texts: string[]) => {
        rig.asked.push(...texts.map((text) => `${name} ${text}`));
        if (name !== "bundled") await rig.gate(++rig.calls);
        if (closed) throw coded("embedder_closed");
        if (rig.fault && name !== "bundled") throw rig.fault;
        return texts.map(() => Float32Array.from({ length: rig.dimensions[name]! }, (_, i) => (i === 0 ? 1 : 0)));
      },
      close: async () => {
        closed = true;
      },
    };
  };
  return { model, questions: openEmbedder(), openForPages: openEmbedder };
};

const modelsWith = (configured: string): EmbeddingModels => {
  const open = new Set<EmbeddingAccess>();
  const access = (name: string): EmbeddingAccess => {
    const made = accessTo(name);
    open.add(made);
    return made;
  };
  const nameOf = (modelId: string): string => modelId.split(":")[0]!;
  return {
    bundled: access("bundled"),
    configured,
    isConfigured: ({ modelId }) => nameOf(modelId) === configured,
    open: async (known) => {
      if (rig.outOfReach.has(configured)) throw coded("embedding_unavailable");
      const made = access(configured);
      // A model that is known is taken at its word.
      if (known && nameOf(known.modelId) === configured) return { ...made, model: known };
      return made;
    },
    accessTo: ({ modelId }) => (rig.outOfReach.has(nameOf(modelId)) ? null : access(nameOf(modelId))),
    close: async () => {
      for (const { questions } of open) await questions.close();
    },
  };
};

/** Everything as at first: three models that answer. */
export const resetRig = (): void => {
  const dimensions = { old: 3, new: 4, bundled: 2 };
  Object.assign(rig, {
    asked: [],
    fault: null,
    buildFault: null,
    calls: 0,
    gate: () => Promise.resolve(),
    outOfReach: new Set(),
    dimensions,
  });
};

/** Lets no model but the bundled one answer until the function returned is called. */
export const holdModels = (): (() => void) => {
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  rig.gate = () => gate;
  return release;
};

/** Served knowledge over a store, with one of the rig's models configured. */
export const keepBuilt = (store: Store, configured: string, faults: string[]): KeptServed<Built> =>
  keepServed<Built>({
    store: store.knowledge,
    embeddings: store.embeddings,
    models: modelsWith(configured),
    syncFolder: (request) =>
      syncKnowledge({ store: store.knowledge, parser: { parse: parseFile, close: async () => {} }, embedder: null }, request),
    build: async (access, snapshot, settings) => {
      if (rig.buildFault) throw rig.buildFault;
      const digests = [...textsToEmbed(snapshot.passages).keys()];
      const known = access ? await store.knowledge.vectors(access.model.modelId, digests) : new Map();
      const texts = snapshot.passages.map(({ text }) => text);
      return { by: access?.model.modelId ?? "words", texts, vectors: known.size, settings };
    },
    logFault: (code, cause) => void faults.push(`${code} ${String((cause as { code?: string }).code ?? "")}`.trim()),
    firstWaitMs: 20,
  });

/** Which of the rig's models have vectors in the store for the passages there, and how many. */
export const storedModels = async (store: Store): Promise<string[]> => {
  const digests = [...textsToEmbed((await store.knowledge.snapshot()).passages).keys()];
  const found: string[] = [];
  for (const [name, dimension] of Object.entries(rig.dimensions)) {
    const { size } = await store.knowledge.vectors(`${name}:${dimension}`, digests);
    if (size > 0) found.push(`${name} ${size}`);
  }
  return found;
};
