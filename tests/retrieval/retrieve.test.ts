import { describe, expect, test } from "vitest";
import type { Embedder } from "../../src/ports/embedder.ts";
import type { Redactor } from "../../src/ports/redactor.ts";
import { createRetriever } from "../../src/retrieval/retrieve.ts";
import { sentenceDigests } from "../../src/retrieval/sentence-digests.ts";
import { retrieverDeps, snapshotOf } from "../support/small-knowledge.ts";

const snapshot = snapshotOf({
  "Leaving early": [
    ["Voluntary redundancy", "The voluntary redundancy scheme waits for approval.", "Employers decide whether to open it."],
    ["Appeals", "You can appeal within ten days of the letter."],
    ["Costs", "The fee is £40 and the panel sits in York."],
  ],
  "School support": [
    ["Special needs", "Special educational needs and disabilities teams move to councils."],
    ["Buses", "Send the form to the council before March."],
  ],
});
const glossary = {
  terms: [
    { short: "VR", long: ["voluntary redundancy"] },
    { short: "SEND", long: ["special educational needs and disabilities"] },
  ],
  synonyms: { contest: ["appeal"] },
  slang: { wen: "when", u: "you" },
};
const first = async (question: string, deps = retrieverDeps(glossary)): Promise<string | undefined> => {
  const retriever = await createRetriever(deps, snapshot);
  return (await retriever.retrieve({ question }, 3)).ranked[0]?.passage.heading[1];
};

describe("by words alone", () => {
  test.each([
    ["Is VR open yet?", "Voluntary redundancy"],
    ["who moves to councils under SEND", "Special needs"],
    ["How do I send the form?", "Buses"],
    ["can I contest the letter", "Appeals"],
    ["wen can u apeal", "Appeals"],
    ["what is the fee", "Costs"],
  ])("%j finds %j", async (question, heading) => {
    expect(await first(question)).toBe(heading);
  });

  test("ranks from 1 downwards, at most k, and measures nothing it has no vectors for", async () => {
    const retriever = await createRetriever(retrieverDeps(glossary), snapshot);
    const { ranked } = await retriever.retrieve({ question: "Who decides on the voluntary scheme of the council?" }, 2);
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(ranked[0]!.score).toBeGreaterThanOrEqual(ranked[1]!.score);
    expect(ranked[0]!.lexical).toBeGreaterThan(0);
    expect(ranked[0]!.dense).toBe(0);
    expect(ranked[0]!.sentenceSimilarities).toEqual([0, 0]);
    expect((await retriever.retrieve({ question: "fee" }, 0)).ranked).toEqual([]);
  });

  test("finds nothing for nothing", async () => {
    const retriever = await createRetriever(retrieverDeps(glossary), snapshot);
    expect((await retriever.retrieve({ question: "" }, 5)).ranked).toEqual([]);
    expect((await retriever.retrieve({ question: "🙂🙂" }, 5)).ranked).toEqual([]);
    const empty = await createRetriever(retrieverDeps(), { revision: "0", documents: [], passages: [], unreadable: [] });
    expect((await empty.retrieve({ question: "Is VR open yet?" }, 5)).ranked).toEqual([]);
  });

  test("the scenario helps to find and its concepts are marked as such", async () => {
    const retriever = await createRetriever(retrieverDeps(glossary), snapshot);
    const { query, ranked } = await retriever.retrieve(
      { question: "What happens to the teams?", scenario: "My work is in special needs." },
      1,
    );
    expect(ranked[0]!.passage.heading[1]).toBe("Special needs");
    expect(query.concepts.filter(({ origin }) => origin === "question").map(({ words }) => words)).toEqual(["teams"]);
    expect(query.concepts.some(({ origin, words }) => origin === "scenario" && words === "special")).toBe(true);
  });
});

describe("the analysed query", () => {
  test("holds concepts with all their ways of saying, their weight, and what was put right", async () => {
    const retriever = await createRetriever(retrieverDeps(glossary), snapshot);
    const { query, stemWeight } = await retriever.retrieve({ question: "wen does the VR schme start for zebras?" }, 1);
    expect(query.text).toBe("when does the VR scheme start for zebras?");
    const [vr, scheme, start, zebras] = query.concepts;
    expect(vr).toMatchObject({ words: "VR", alternatives: [["vr"], ["voluntari", "redund"]], unknown: false, correctedTo: null });
    expect(scheme).toMatchObject({ words: "schme", alternatives: [["scheme"]], correctedTo: "scheme", unknown: false });
    expect(start).toMatchObject({ unknown: true });
    expect(zebras).toMatchObject({ words: "zebras", unknown: true, correctedTo: null });
    expect(zebras!.weight).toBe(stemWeight("zebra"));
    expect(zebras!.weight).toBeGreaterThan(vr!.weight);
  });

  test("SEND and send are two words", async () => {
    const retriever = await createRetriever(retrieverDeps(glossary), snapshot);
    const runs = async (question: string) => (await retriever.retrieve({ question }, 1)).query.concepts[0]!.alternatives.length;
    expect(await runs("SEND teams")).toBe(2);
    expect(await runs("send forms")).toBe(1);
  });

  test("a follow-up is read with what came before", async () => {
    const retriever = await createRetriever(retrieverDeps(glossary), snapshot);
    const history = [{ question: "Is there a voluntary redundancy scheme?" }];
    const { query, unclear, ranked } = await retriever.retrieve({ question: "who decides it?", history }, 1);
    expect([unclear, ranked[0]!.passage.heading[1]]).toEqual([false, "Voluntary redundancy"]);
    expect(query.text).toContain("voluntary redundancy");
    expect((await retriever.retrieve({ question: "who decides it?" }, 1)).unclear).toBe(true);
  });
});

describe("with an embedder", () => {
  const axis = (i: number): Float32Array => Float32Array.from({ length: 3 }, (_, at) => (at === i ? 1 : 0));
  const embedder = (embed: Embedder["embed"], remote = false): Embedder => {
    return { modelId: "m", dimension: 3, remote, embed, close: async () => {} };
  };
  const stored = new Map(
    snapshot.passages.flatMap((passage, p) =>
      sentenceDigests(passage).map((digest) => [digest, axis(p === 4 ? 2 : p % 2)] as const),
    ),
  );
  const readVectors = async (digests: string[]) =>
    new Map(digests.flatMap((digest) => (stored.has(digest) ? [[digest, stored.get(digest)!] as const] : [])));

  test("finds by meaning what no word finds, with the similarity of each sentence", async () => {
    const deps = { ...retrieverDeps(glossary), readVectors, embedder: embedder(async (texts) => texts.map(() => axis(2))) };
    const retriever = await createRetriever(deps, snapshot);
    const { ranked } = await retriever.retrieve({ question: "omnibus paperwork" }, 2);
    expect(ranked[0]!.passage.heading[1]).toBe("Buses");
    expect([ranked[0]!.dense, ranked[0]!.lexical, ...ranked[0]!.sentenceSimilarities]).toEqual([1, 0, 1]);
  });

  test("goes on by words alone, and says so, when a question cannot be embedded", async () => {
    const faults: string[] = [];
    const failing = embedder(() => Promise.reject(new Error("worker died")));
    const deps = { ...retrieverDeps(glossary, faults), readVectors, embedder: failing };
    expect(await first("what is the fee", deps)).toBe("Costs");
    expect(faults).toEqual(["question_not_embedded"]);
  });

  test("never compares vectors of different dimensions or models", async () => {
    const faults: string[] = [];
    const longer = embedder(async (texts) => texts.map(() => new Float32Array(4).fill(0.5)));
    const deps = { ...retrieverDeps(glossary, faults), readVectors, embedder: longer };
    expect(await first("what is the fee", deps)).toBe("Costs");
    expect(faults).toEqual(["question_not_embedded"]);
    const foreign: typeof deps.buildIndex = (vectors) => deps.buildIndex({ ...vectors, modelId: "another" });
    await expect(createRetriever({ ...deps, buildIndex: foreign }, snapshot)).rejects.toThrow(RangeError);
  });
});

describe("with a remote embedder", () => {
  const redact: Redactor = (text) => ({
    text: text.replace(/\b(?:Dr )?(?:Jayne )?Smyth\b|\bAB\d{6}\b/gu, "[taken out]"),
    found: [],
  });
  const retrieverThatSends = async (sent: string[], remote = true) => {
    const embed: Embedder["embed"] = async (texts) => {
      sent.push(...texts);
      return texts.map(() => Float32Array.of(1, 0));
    };
    const listening: Embedder = { modelId: "m", dimension: 2, remote, embed, close: async () => {} };
    return createRetriever({ ...retrieverDeps(glossary), redact, embedder: listening }, snapshot);
  };

  test("sends the redacted question alone, put right after redaction", async () => {
    const sent: string[] = [];
    const retriever = await retrieverThatSends(sent);
    const scenario = "I am AB123456 and my manager is Dr Smyth.";
    const { query, ranked } = await retriever.retrieve({ question: "wen can Dr Smyth apeal about the fee?", scenario }, 1);
    expect(sent).toEqual(["when can [taken out] appeal about the fee?"]);
    // The words themselves are still searched with, here.
    expect(query.text).toBe("when can Dr Smyth appeal about the fee?");
    expect(ranked).toHaveLength(1);
  });

  test("redacts the earlier turns that a follow-up is put together from, each as it was written", async () => {
    const sent: string[] = [];
    const retriever = await retrieverThatSends(sent);
    const history = [{ question: "Is there a voluntary redundancy scheme for AB123456?" }];
    const { query } = await retriever.retrieve({ question: "who decides it?", history }, 1);
    expect(query.text).toMatch(/voluntary redundancy/);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/voluntary redundancy/);
    expect(sent[0]).not.toMatch(/AB123456/);
  });

  test("redacts before spelling can hide what is to be redacted, and earlier answers too", async () => {
    const sent: string[] = [];
    const embed: Embedder["embed"] = async (texts) => {
      sent.push(...texts);
      return texts.map(() => Float32Array.of(1, 0));
    };
    const listening: Embedder = { modelId: "m", dimension: 2, remote: true, embed, close: async () => {} };
    const knows: Redactor = (text) => ({ text: text.replace(/\blettr\b|Jayne Smyth/gu, "[taken out]"), found: [] });
    const retriever = await createRetriever({ ...retrieverDeps(glossary), redact: knows, embedder: listening }, snapshot);
    const { query } = await retriever.retrieve({ question: "Who decides on the lettr of the council?" }, 1);
    expect(query.text).toContain("letter");
    const history = [{ question: "Who is the new chair?", answer: "The new chair is Jayne Smyth." }];
    expect((await retriever.retrieve({ question: "When does she start?", history }, 1)).query.text).toContain("Smyth");
    expect(sent[0]).toBe("Who decides on the [taken out] of the council?");
    expect(sent[1]).not.toMatch(/Jayne|Smyth/);
  });

  test("sends nothing of what must stay, and finds it by words; a local model may read it", async () => {
    const sent: string[] = [];
    const asked = { question: "Can I appeal my letter?", stayLocal: true };
    const away = await (await retrieverThatSends(sent)).retrieve(asked, 1);
    expect(sent).toEqual([]);
    expect(away.ranked[0]!.passage.heading[1]).toBe("Appeals");
    await (await retrieverThatSends(sent, false)).retrieve(asked, 1);
    expect(sent).toEqual(["Can I appeal my letter?"]);
  });

  test("a redactor that fails keeps the question here", async () => {
    const sent: string[] = [];
    const faults: string[] = [];
    const listening: Embedder = {
      modelId: "m",
      dimension: 2,
      remote: true,
      embed: async (texts) => {
        sent.push(...texts);
        return [];
      },
      close: async () => {},
    };
    const failing: Redactor = () => {
      throw new Error("broken");
    };
    const deps = { ...retrieverDeps(glossary, faults), redact: failing, embedder: listening };
    expect(await first("what is the fee", deps)).toBe("Costs");
    expect([sent, faults]).toEqual([[], ["question_not_embedded"]]);
  });
});
