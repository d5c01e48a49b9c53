import { describe, expect, test } from "vitest";
import type { ModelFailure } from "../../src/domain/model-failure.ts";
import type { ModelReply } from "../../src/domain/model-reply.ts";
import type { Prompt, PromptId } from "../../src/domain/prompt.ts";
import type { AnswerProgress } from "../../src/flows/answer-progress.ts";
import { answerQuestion } from "../../src/flows/answer-question.ts";
import type { AnsweringModel } from "../../src/flows/answering-model.ts";
import type { Message } from "../../src/flows/find-passages.ts";
import type { KnowledgeSnapshot } from "../../src/ports/knowledge-store.ts";
import type { ModelRequest, ModelResult } from "../../src/ports/language-model.ts";
import { serveSnapshot } from "../support/served-knowledge.ts";
import { snapshotOf } from "../support/small-knowledge.ts";

const scheme = "The Treasury approved the voluntary redundancy scheme on 3 June 2025.";
const boards = "There will be 27 integrated care boards after the mergers.";
const pay = "Redundancy pay is capped at two years of salary.";

const snapshot = ((): KnowledgeSnapshot => {
  const made = snapshotOf({
    "Scheme page": [
      ["Voluntary redundancy", scheme, "It opens in July."],
      ["Boards", boards],
    ],
    "Pay page": [["Redundancy pay", pay]],
    "Old page": [["Boards", "There were 211 clinical commissioning groups."]],
  });
  const documents = made.documents.map((document) => ({
    ...document,
    basis: "manifest" as const,
    updatedOn: document.title === "Old page" ? "2014-02-01" : "2025-06-06",
    standing: document.title === "Old page" ? ("archived" as const) : ("current" as const),
  }));
  return { ...made, documents };
})();
const knowledge = await serveSnapshot(snapshot);

const prompt = (id: PromptId, input: string, inputs: string[]): Prompt => ({
  id,
  version: 1,
  inputs,
  outputSchema: "ModelReply",
  instructions: "Fixed.",
  input,
  digest: "0".repeat(64),
});
const prompts: Record<PromptId, Prompt> = {
  answer: prompt("answer", "{{today}}\n{{questions}}\n{{passages}}", ["today", "questions", "passages"]),
  rewrite: prompt("rewrite", "{{earlier}}\n{{question}}", ["earlier", "question"]),
  judge: prompt("judge", "{{claims}}", ["claims"]),
};

type Script = (request: ModelRequest<unknown>) => ModelFailure | unknown;

/** A model that does what the script says: a failure by its code, anything else as the reply's value. */
const scripted = (script: Script, judges = false) => {
  const requests: ModelRequest<unknown>[] = [];
  const answering: AnsweringModel = {
    prompts,
    redact: (text) => ({ text: text.replaceAll("Priya Nair", "[name]"), found: [] }),
    budgetMs: 5000,
    maxOutputTokens: 1000,
    judges,
    model: {
      ask: async <Value>(request: ModelRequest<Value>): Promise<ModelResult<Value>> => {
        requests.push(request as ModelRequest<unknown>);
        const done = script(request as ModelRequest<unknown>);
        const usage = { inputTokens: 1, outputTokens: 1, estimated: false };
        if (typeof done === "string")
          return { kind: "failed", code: done as ModelFailure, attempts: 1, tookMs: 1, usage: null, costUsd: 0 };
        const text = JSON.stringify(done);
        for (let length = 1; length <= text.length; length += 7) request.onText?.(text.slice(0, length));
        request.onText?.(text);
        const value = request.schema.parse(done);
        if (value === null) throw new Error("the test's reply is out of form");
        return { kind: "replied", value, model: "scripted", usage, costUsd: 0, attempts: 1, tookMs: 1 };
      },
      state: async () => ({
        model: "scripted",
        state: "ready",
        untilAt: null,
        spentTodayUsd: 0,
        dailyCapUsd: 1,
        replies: 0,
        failures: {},
      }),
      close: async () => undefined,
    },
  };
  return { answering, requests };
};

const tokenOf = (request: ModelRequest<unknown>, words: string): string => {
  const block = request.input.split(/\n\n(?=P\d)/u).find((text) => text.includes(words)) ?? "";
  return /P\d+/u.exec(block)?.[0] ?? "P99";
};
const claim = (request: ModelRequest<unknown>, text: string, quote: string, question?: number) => ({
  ...(question === undefined ? {} : { question }),
  text,
  quotations: [{ passage: tokenOf(request, quote), quote }],
});
const replyOf = (claims: unknown[], rest: Partial<ModelReply> = {}) => ({
  claims,
  abstention: null,
  clarification: null,
  ...rest,
});
const message = (text: string, over: Partial<Message> = {}): Message => ({
  text,
  scenario: null,
  history: [],
  nowOn: "2025-06-20",
  mayLeave: true,
  ...over,
});
const question = "Has the Treasury approved the voluntary redundancy scheme?";

const only = async (script: Script, over: Partial<Message> = {}, text = question) => {
  const { answering, requests } = scripted(script);
  const answer = await answerQuestion({ knowledge, answering }, message(text, over));
  return { answer, part: answer.parts[0]!, requests };
};

describe("a model words the answer", () => {
  test("from quotations that stand in the passages, in one call", async () => {
    const { part, answer, requests } = await only((request) =>
      replyOf([claim(request, "Yes, the Treasury approved the voluntary redundancy scheme on 3 June 2025.", scheme)]),
    );
    expect(part).toMatchObject({ kind: "answered", mode: "model" });
    expect(part.kind === "answered" && part.cited.citations[0]).toMatchObject({ quote: scheme, updatedOn: "2025-06-06" });
    expect(requests).toHaveLength(1);
    expect(answer.by).toMatchObject({ model: "scripted", promptId: "answer", promptVersion: 1 });
  });

  test("what leaves is the redacted question and passages; no address, id, background or other question", async () => {
    const { requests } = await only(
      () => replyOf([], { abstention: { reason: "not_in_passages" } }),
      { scenario: "My manager Sam Okafor told me.", history: [{ question: "Something else?", answer: "See C-AAAAAA" }] },
      "I have three children. Priya Nair asks: has the Treasury approved the voluntary redundancy scheme?",
    );
    const sent = `${requests[0]!.instructions}\n${requests[0]!.input}`;
    for (const secret of ["Priya", "Okafor", "children", "example.org", "scheme-page", "C-AAAAAA", "Something else"])
      expect(sent).not.toContain(secret);
    expect(sent).toContain("[name]");
    expect(sent).toContain(scheme);
  });

  test("two questions are one call, and each gets its own claims", async () => {
    const { answer, requests } = await only(
      (request) =>
        replyOf([
          claim(request, "The Treasury approved the voluntary redundancy scheme on 3 June 2025.", scheme, 1),
          claim(request, "There will be 27 integrated care boards after the mergers.", boards, 2),
        ]),
      {},
      `${question} How many integrated care boards will there be?`,
    );
    expect(requests).toHaveLength(1);
    expect(answer.parts.map((part) => part.kind === "answered" && part.cited.citations[0]?.number)).toEqual([1, 2]);
  });

  test("a question that nothing was claimed for is not answered by the other's claim", async () => {
    const { answer } = await only(
      (request) => replyOf([claim(request, scheme, scheme, 1), claim(request, boards, boards, 7)]),
      {},
      `${question} How many unicorns graze on the moon?`,
    );
    expect(answer.parts.map((part) => part.kind)).toEqual(["answered", "abstained"]);
  });
});

describe("whatever the model does", () => {
  const failures: ModelFailure[] = ["timeout", "refusal", "bad_json", "spend_cap", "circuit_open"];
  test.each(failures)("%s leaves the pages' own sentences", async (code) => {
    const { part, answer } = await only(() => code);
    expect(part).toMatchObject({ kind: "answered", mode: "extractive" });
    expect(answer).toMatchObject({ by: null, modelFailure: code });
  });

  const textsOf = (part: Awaited<ReturnType<typeof only>>["part"]): string[] =>
    part.kind === "answered" ? part.cited.claims.map(({ text }) => text) : [];

  test("a claim whose words cannot be proved gives way to the sentence that it quotes", async () => {
    const { part } = await only((request) =>
      replyOf([
        claim(request, "The Treasury approved the scheme on 9 June 2025.", scheme),
        claim(request, "Everyone gets a laptop in July.", "It opens in July."),
        claim(request, "The scheme was approved on 4 June 2025.", scheme),
      ]),
    );
    expect(part).toMatchObject({ kind: "answered", mode: "model" });
    expect(textsOf(part)).toEqual([scheme, "It opens in July."]);
  });

  test("a first claim whose quotation is not there leaves the pages' own sentences, not the rest", async () => {
    const { part } = await only((request) =>
      replyOf([
        claim(request, scheme, "The Treasury approved the voluntary redundancy scheme on 9 June 2025."),
        claim(request, "It opens in July.", "It opens in July."),
      ]),
    );
    expect(part).toMatchObject({ kind: "answered", mode: "extractive" });
  });

  test("a later claim whose quotation is not there leaves the first", async () => {
    const { part } = await only((request) =>
      replyOf([claim(request, scheme, scheme), claim(request, "It opens in May.", "It opens in May.")]),
    );
    expect(part).toMatchObject({ kind: "answered", mode: "model" });
    expect(textsOf(part)).toEqual([scheme]);
  });

  test("a true sentence about something else is no answer", async () => {
    const { part, requests } = await only((request) => replyOf([claim(request, pay, pay)]));
    expect(requests[0]!.input).toContain(pay);
    expect(textsOf(part)).not.toContain(pay);
  });

  test("an abstention is believed, and only a rep is left", async () => {
    const { part } = await only(() => replyOf([], { abstention: { reason: "not_in_passages" } }));
    expect(part).toMatchObject({ kind: "abstained", reason: "not_in_sources" });
  });

  test("a clarification shows headings of passages, never the model's words", async () => {
    const { part } = await only((request) => {
      const between = [tokenOf(request, scheme), tokenOf(request, pay), "P77"];
      return replyOf([], { clarification: { question: "Will you click evil.example?", between } });
    });
    expect(part).toMatchObject({ kind: "abstained", reason: "ambiguous_question" });
    expect(JSON.stringify({ ...part, ranked: [] })).not.toContain("evil");
    expect(part.kind === "abstained" && part.between).toContain("Voluntary redundancy");
  });

  test("an archived page is not shown to the model and cannot be quoted about now", async () => {
    const { requests, part } = await only(
      (request) =>
        replyOf([
          claim(request, "There were 211 clinical commissioning groups.", "There were 211 clinical commissioning groups."),
        ]),
      {},
      "How many clinical commissioning groups are there?",
    );
    expect(requests[0]?.input ?? "").not.toContain("211");
    expect(part.kind).toBe("abstained");
  });

  test("a personal matter makes no call at all", async () => {
    const { requests, part } = await only(() => "timeout", { mayLeave: false });
    expect(requests).toHaveLength(0);
    expect(part).toMatchObject({ kind: "answered", mode: "extractive" });
  });
});

describe("a judge", () => {
  const judged = async (verdicts: unknown) => {
    const { answering, requests } = scripted(
      (request) =>
        request.purpose === "judge"
          ? verdicts
          : replyOf([claim(request, scheme, scheme), claim(request, "It opens in July.", "It opens in July.")]),
      true,
    );
    const answer = await answerQuestion({ knowledge, answering }, message(question));
    return { part: answer.parts[0]!, requests, answer };
  };

  test("takes a claim away", async () => {
    const { part, requests, answer } = await judged({ verdicts: ["supported", "refuted"] });
    expect(answer.by).toMatchObject({ attempts: 2, usage: { inputTokens: 2, outputTokens: 2 } });
    expect(requests.map(({ purpose }) => purpose)).toEqual(["answer", "judge"]);
    expect(part).toMatchObject({ kind: "answered", mode: "model" });
    expect(part.kind === "answered" && part.cited.claims).toHaveLength(1);
  });

  test.each([[{ verdicts: ["supported"] }], ["timeout"], [{ verdicts: ["refuted", "supported"] }]])(
    "that says %j leaves nothing that the model wrote",
    async (verdicts) => {
      const { part } = await judged(verdicts);
      expect(part).toMatchObject({ kind: "answered", mode: "extractive" });
    },
  );
});

describe("progress", () => {
  test("tells steps, then proved claims in order, and none after one that is cut", async () => {
    const news: AnswerProgress[] = [];
    const { answering } = scripted((request) =>
      replyOf([
        claim(request, scheme, scheme),
        claim(request, "Everyone gets £99,999.", scheme),
        claim(request, "It opens in July.", "It opens in July."),
      ]),
    );
    await answerQuestion({ knowledge, answering }, message(question), (one) => void news.push(one));
    const told = news.map((one) => (one.kind === "step" ? one.step : one.claim.text));
    expect(told).toEqual(["searching", "writing", scheme, "checking"]);
  });
});
