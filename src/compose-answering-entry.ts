import { parentPort, workerData } from "node:worker_threads";
import { faultAsData } from "./adapters/thread/fault-as-data.ts";
import { letOthersFirst } from "./adapters/thread/let-others-first.ts";
import { serveCalls } from "./adapters/thread/serve-calls.ts";
import { openAnswering } from "./compose-answering.ts";
import type { AnsweringCalls, AnsweringEvent, AnsweringThreadData } from "./compose-answering-thread.ts";
import { openStore } from "./compose-store.ts";

/* What the answering thread runs; see compose-answering-thread.ts. */

if (parentPort === null) throw new Error("compose-answering-entry runs as a worker thread only");
const { config, fixedAt } = workerData as AnsweringThreadData;

/** An acknowledgement must not wait for an answer: of two cores one may be another's, and embedding has a thread too. */
const stepsBelowMain = 5;
letOthersFirst(stepsBelowMain);

/** It reads pages once and then hardly asks the store; a second is for following while a sync writes. */
const connections = 2;

await serveCalls<AnsweringCalls, AnsweringEvent>(parentPort, async (emit) => {
  const store = await openStore(config, connections);
  const answering = openAnswering(config, {
    store,
    now: () => (fixedAt === null ? new Date() : new Date(fixedAt)),
    logFault: (code, cause) => emit({ kind: "fault", code, cause: faultAsData(cause) }),
    onServed: (news) => emit({ kind: "served", news }),
  });
  return {
    sync: (when, tell) => answering.sync(tell, when),
    follow: async () => {
      answering.follow();
      return null;
    },
    decide: (incoming, tell) => answering.decide(incoming, tell),
    search: ({ query, k }) => answering.search(query, k),
    modelState: () => answering.modelState(),
    checkModel: () => answering.checkModel(),
    checkEmbedder: () => answering.checkEmbedder(),
    close: async () => {
      await answering.close();
      await store.close();
      return null;
    },
  };
});
