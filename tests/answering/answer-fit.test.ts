import { describe, expect, test } from "vitest";
import { createWordVectors } from "../../src/adapters/glove-word-vectors.ts";
import { createTermAnalyser } from "../../src/adapters/porter-stemmer.ts";
import { createEnglishWords } from "../../src/adapters/subtlex-english-words.ts";
import { createWordClasses } from "../../src/adapters/wink-word-classes.ts";
import { answerFit } from "../../src/answering/answer-fit.ts";
import { askedFor } from "../../src/answering/asked-for.ts";
import { questionKind } from "../../src/answering/question-kind.ts";
import { profilePassage } from "../../src/answering/sentence-profile.ts";
import { weighConcepts } from "../../src/answering/weigh-concepts.ts";
import type { DocumentRecord } from "../../src/domain/document.ts";
import type { Passage } from "../../src/domain/passage.ts";

const terms = createTermAnalyser();
const english = createEnglishWords();
const vectors = createWordVectors();
const classes = createWordClasses();

const profileOf = (text: string) =>
  profilePassage(
    terms,
    english,
    vectors,
    {
      id: "p",
      sourceId: "s",
      ordinal: 0,
      heading: [],
      anchor: null,
      page: null,
      text,
      sentences: [{ start: 0, end: text.length, kind: "paragraph", block: 0, introducedBy: null }],
      digest: "",
    } as Passage,
    { title: "News", publishedOn: "2025-06-06", updatedOn: null } as DocumentRecord,
  );

const fitOf = (question: string, sentence: string, words: string[]) => {
  const asked = askedFor(terms, question, questionKind(question));
  const passage = profileOf(sentence);
  const concepts = weighConcepts(
    english,
    classes,
    vectors,
    question,
    words.map((word) => ({
      words: word,
      alternatives: [terms.terms(word).map((term) => term.stem)],
      weight: 3,
      unknown: false,
      origin: "question" as const,
      correctedTo: null,
    })),
  );
  return answerFit(asked, asked.frame, concepts, passage.sentences[0]!, passage);
};

describe("answer fit", () => {
  test("a date supports the clause it stands in more than another one", () => {
    const question = "When does the ballot close?";
    const near = fitOf(question, "The ballot will close on 4 July 2025.", ["ballot", "close"]);
    const far = fitOf(
      question,
      "The office opened on 4 July 2025, and members who asked us so far about it all year hope that a ballot will close.",
      ["ballot", "close"],
    );
    expect(near.slotSupport).toBeGreaterThan(far.slotSupport);
    expect(near.slotMissing).toBe(0);
  });

  test("a question of time is not met by a sentence without one", () =>
    expect(fitOf("When does the ballot close?", "The ballot will close early.", ["ballot", "close"])).toMatchObject({
      slotSupport: 0,
      slotMissing: 1,
    }));

  test("what is over is not the next one, unless it is spoken of as coming", () => {
    const question = "When is the next meeting?";
    expect(fitOf(question, "The first meeting was on 13 May.", ["next", "meeting"]).slotMissing).toBe(1);
    expect(fitOf(question, "The next meeting is on 29 May.", ["next", "meeting"]).slotMissing).toBe(0);
  });

  test("a sentence that restates the question adds nothing", () => {
    const restated = fitOf("Why was the canteen closed?", "The canteen was closed.", ["canteen", "closed"]);
    const explained = fitOf("Why was the canteen closed?", "The canteen was closed because inspectors found vermin.", [
      "canteen",
      "closed",
    ]);
    expect(restated.novelty).toBeLessThan(0.3);
    expect(explained.novelty).toBeGreaterThan(0.7);
  });

  test("a word near in meaning meets a concept in part", () => {
    const near = fitOf("Was the ballot delayed?", "The ballot was postponed.", ["ballot", "delayed"]);
    const other = fitOf("Was the ballot delayed?", "The ballot was printed.", ["ballot", "delayed"]);
    expect(near.softContext).toBeGreaterThan(0.9);
    expect(other.softContext).toBeLessThan(0.7);
  });

  test("which members asks for names", () => {
    expect(fitOf("Which boards will merge?", "Some boards will merge.", ["boards", "merge"]).unnamedMembers).toBe(1);
    expect(fitOf("Which boards will merge?", "Boards such as West Yorkshire will merge.", ["boards", "merge"]).namedMembers).toBe(
      1,
    );
  });

  test("the counted thing stands by the figure", () => {
    const question = "How many library posts will go?";
    const right = fitOf(question, "About 40 library posts will go.", ["library", "posts"]);
    const other = fitOf(question, "About 40 buses will go.", ["library", "posts"]);
    expect(right.countedSupport).toBe(1);
    expect(other.countedSupport).toBe(0);
  });
});

test("a person is found behind what they are", () =>
  expect(profileOf("For Union Chief Executive Mary Walker's view see here.").sentences[0]!.people).toEqual(["Mary Walker"]));

test("a page of a year meets a question about that year", () =>
  expect(fitOf("In 2025, did the ballot close?", "The ballot did close.", ["2025", "ballot", "close"]).firstMissing).toBe(0));
