import { describe, expect, test } from "vitest";
import type { CaseRecord } from "../../src/domain/case-record.ts";
import type { StoredMessage } from "../../src/domain/message.ts";
import { handleMessage } from "../../src/flows/handle-message.ts";
import type { HandledMessage } from "../../src/flows/work-jobs.ts";
import { caseRecord, origin } from "../support/case-actors.ts";
import { newCase } from "../support/new-case.ts";
import { plainReply } from "../support/plain-reply.ts";

const message: StoredMessage = {
  ...origin,
  id: "M-2",
  externalId: "e2",
  text: "They wrote again.",
  sentAt: "2025-06-20T10:00:00.000Z",
  arrivedAt: "2025-06-20T10:00:00.000Z",
  traceId: "t",
};
const told = { caseId: "C-000001", event: { kind: "member_wrote", detail: { messageId: "M-2", words: message.text } } };

const handle = async (matter: CaseRecord | null, effects: HandledMessage["effects"] = { opened: null, receipt: null }) => {
  const asked: boolean[] = [];
  const looked: unknown[] = [];
  const handled = await handleMessage(
    {
      cases: {
        unresolvedOf: async (conversation) => {
          looked.push(conversation);
          return matter;
        },
      },
      answer: async (_message, _history, { repHasIt = false }) => {
        asked.push(repHasIt);
        return { reply: plainReply("The bot's words."), effects };
      },
    },
    message,
    [],
  );
  expect(looked).toEqual([message]);
  return { handled, repHasIt: asked };
};

describe("a member's message", () => {
  test("without a case is answered as it is", async () => {
    const { handled, repHasIt } = await handle(null);
    expect(repHasIt).toEqual([false]);
    expect(handled).toEqual({ reply: plainReply("The bot's words."), effects: { opened: null, receipt: null } });
  });

  test("is told to the case that nobody has yet, and answered", async () => {
    const { handled, repHasIt } = await handle(caseRecord());
    expect(repHasIt).toEqual([false]);
    expect(handled.reply).toEqual(plainReply("The bot's words."));
    expect(handled.effects).toEqual({ opened: null, receipt: null, told });
  });

  test("goes to the rep alone who has the case", async () => {
    const { handled, repHasIt } = await handle(caseRecord({ assignee: "ada" }));
    expect(repHasIt).toEqual([true]);
    expect(handled.reply).toBeNull();
    expect(handled.effects).toEqual({ opened: null, receipt: null, told });
  });

  test("is answered beside the rep when it opened a case of its own, as a crisis does", async () => {
    const opened = newCase({ reason: "crisis", priority: "urgent" });
    const { handled } = await handle(caseRecord({ assignee: "ada" }), { opened, receipt: null });
    expect(handled.reply).toEqual(plainReply("The bot's words."));
    expect(handled.effects).toEqual({ opened, receipt: null, told });
  });
});
