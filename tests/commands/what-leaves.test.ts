import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askRows } from "../../evals/ask-rows.ts";
import { plantFolder } from "../../evals/hostile/planted-folder.ts";
import { readMarked } from "../../evals/redaction-row.ts";
import type { AskRow } from "../../src/domain/answer.ts";
import { leaningFollowUps, ownMatters, particularMessages } from "../support/own-matters.ts";
import { identifiersIn, personalMessages } from "../support/personal-messages.ts";
import { reply, type ScriptedRequest, startScriptedServer } from "../support/scripted-model-server.ts";

const root = path.resolve(import.meta.dirname, "..", "..");
const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-leaves-"));
const knowledgeDir = path.join(folder, "pages");
plantFolder(knowledgeDir);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const abstaining = reply({ claims: [], abstention: { reason: "not_in_passages" }, clarification: null });

/** Asks while a model abstains, and gives what it was sent. */
const askAll = async (rows: readonly object[], extra: string[] = []) => {
  const server = await startScriptedServer(() => abstaining);
  const environment = { ...server.environment, LOG_LEVEL: "error", EMBEDDINGS: "bundled" };
  const place = { root, knowledgeDir, dataDir: path.join(folder, "data"), now: "2025-06-20", extra, environment };
  const batch = await askRows<AskRow>(rows, path.join(folder, "in.jsonl"), place);
  await server.close();
  expect(batch.status, batch.errors).toBe(0);
  expect(batch.rows).toHaveLength(rows.length);
  return { rows: batch.rows, requests: server.requests };
};

const messages = [
  ...personalMessages(),
  ...particularMessages.map((marked, index) => ({ id: `pm-${index}`, ...readMarked(marked) })),
];

const contentOf = (request: ScriptedRequest): string => request.body!.messages.map(({ content }) => content).join("\n");
const askedIn = (request: ScriptedRequest): string =>
  [...contentOf(request).matchAll(/^Question(?: \d+)?: (.*)$/gmu)].map((match) => match[1]).join("\n");

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
const spoken = messages.map((message) => ({ message, words: wordsOf(message.text) }));

/** The message that a request was made from. */
const likest = (asked: string) => {
  const wanted = [...wordsOf(asked)];
  const shares = spoken.map(({ words }) => wanted.filter((word) => words.has(word)).length / Math.max(1, words.size));
  return spoken[shares.indexOf(Math.max(...shares))]!.message;
};

const withoutMarked = ({ text, identifiers }: (typeof messages)[number]): string =>
  identifiers.reduceRight((rest, { start, end }) => `${rest.slice(0, start)}#${rest.slice(end)}`, text);

describe("the bytes that leave, over a corpus of personal messages", () => {
  let requests: ScriptedRequest[];
  beforeAll(async () => {
    // Without routing every message reaches the model: what the router would have kept is no help to redaction here.
    const rows = messages.map(({ id, text }) => ({ id, question: text, scenario: `Background of ${text}` }));
    ({ requests } = await askAll(rows, ["--route", "answer"]));
  });

  test("are there: nearly every message was asked", () => expect(requests.length).toBeGreaterThan(0.9 * messages.length));

  test("hold none of the labelled identifiers", () => {
    // What pages or instructions say by themselves is no leak.
    const fixed =
      contentOf(requests[0]!).replace(askedIn(requests[0]!), "") +
      readdirSync(knowledgeDir)
        .map((file) => readFileSync(path.join(knowledgeDir, file), "utf8"))
        .join("\n");
    const every = messages.flatMap(({ identifiers }) => identifiers).filter(({ text }) => !fixed.includes(text));
    expect(every.length).toBeGreaterThan(150);
    const leaks = requests.flatMap((request) => {
      const asked = askedIn(request);
      const from = likest(asked);
      // A first name may be an everyday word in another message, or in the same: "Will the scheme open (Will told me so)?"
      const own = from.identifiers.filter((one) => identifiersIn(withoutMarked(from), [one]).length === 0);
      const plain = every.filter(({ text }) => /[\d@ ]/u.test(text));
      return identifiersIn(contentOf(request), [...own, ...plain]).map((text) => `${text} in: ${asked}`);
    });
    expect(leaks).toEqual([]);
  });

  test("are the two texts, the form, the limit and store: false, and nothing else", () => {
    for (const { body } of requests) {
      expect(Object.keys(body!).sort()).toEqual(["max_completion_tokens", "messages", "model", "response_format", "store"]);
      expect(body!.store).toBe(false);
      for (const message of body!.messages) expect(Object.keys(message).sort()).toEqual(["content", "role"]);
    }
  });

  test("hold no address, no source, no case, no background and no word of a rep", () => {
    const sources = readdirSync(knowledgeDir).flatMap((file) => [file, `"${file.replace(/\.\w+$/u, "")}"`]);
    for (const request of requests) {
      const { bodyText } = request;
      expect(bodyText).not.toMatch(/https?:|www\.|[\w.]@[\w]|hollowhill\.example|miphealth/iu);
      expect(bodyText).not.toMatch(/\b[CA]-[0-9A-Z]{6,}\b/u);
      expect(bodyText).not.toContain("Background of");
      for (const source of sources) expect(bodyText).not.toContain(source);
    }
  });
});

describe("somebody's own matter", () => {
  const standing = "How many days of paid leave may carers take?";
  const told = "Thank you for telling me. This is about you, so a person should look at it, not a bot.";
  let rows: AskRow[];
  let requests: ScriptedRequest[];
  beforeAll(async () => {
    const asked = ownMatters.flatMap((question, index) => [
      { id: `own-${index}`, question },
      ...leaningFollowUps.map((followUp, place) => ({
        id: `leaning-${index}-${place}`,
        question: followUp,
        history: [{ question, answer: told }],
      })),
      { id: `standing-${index}`, question: standing, history: [{ question, answer: told }] },
    ]);
    ({ rows, requests } = await askAll([{ id: "general", question: standing }, ...asked]));
  });

  test("is known as such", () => {
    const own = rows.filter(({ id }) => String(id).startsWith("own-"));
    expect(own.map(({ reason }) => ["personal_matter", "deadline", "crisis"].includes(reason!))).toEqual(own.map(() => true));
  });

  test("causes no request, nor do follow-ups that lean on it; and nothing of it travels with a question that stands by itself", () => {
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.length).toBeLessThanOrEqual(1 + ownMatters.length);
    for (const request of requests) expect(request.bodyText).toBe(requests[0]!.bodyText);
    expect(askedIn(requests[0]!)).toBe(standing);
  });
});
