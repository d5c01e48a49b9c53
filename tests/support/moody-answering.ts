import { parentPort } from "node:worker_threads";
import { serveCalls } from "../../src/adapters/thread/serve-calls.ts";
import type { AnsweringCalls, AnsweringEvent } from "../../src/compose-answering-thread.ts";
import type { FolderSettings } from "../../src/domain/folder-settings.ts";
import type { HandledQuestion } from "../../src/flows/handle-question.ts";
import { plainReply } from "./plain-reply.ts";

/* Stands for the answering thread: a message that says so ends it, the first start's sync is good and a later one fails. */

const news = { config: {} as FolderSettings, overview: { documents: [], unreadable: [], revision: "r1" } };

await serveCalls<AnsweringCalls, AnsweringEvent>(parentPort!, async (emit) => {
  let isSynced = false;
  return {
    sync: async (when) => {
      if (when === "in_background") throw Object.assign(new Error("the folder cannot be read"), { code: "bad_folder" });
      isSynced = true;
      emit({ kind: "served", news });
      return {} as AnsweringCalls["sync"]["output"];
    },
    follow: async () => {
      setTimeout(() => {
        isSynced = true;
        emit({ kind: "served", news });
      }, 20);
      return null;
    },
    decide: async ({ question }) => {
      if (!isSynced) throw new Error("asked before anything was served");
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (question.includes("END")) process.exit(1);
      const reply = plainReply(`answer to ${question}`);
      return { reply, effects: { opened: null, receipt: null, decision: null } } as unknown as HandledQuestion;
    },
    search: async () => [],
    modelState: async () => null,
    checkModel: async () => null,
    checkEmbedder: async () => ({ isGood: true, says: "" }),
    close: async () => null,
  };
});
