import { expect, test } from "vitest";
import type { AskedFor } from "../../src/answering/asked-for.ts";
import { findDisagreement } from "../../src/answering/find-disagreement.ts";
import type { Candidate } from "../../src/answering/score-sentences.ts";
import { daysInText } from "../../src/domain/days-in-text.ts";
import { figuresInText } from "../../src/domain/figures-in-text.ts";

const candidate = (sourceId: string, updatedOn: string | null, text: string, evidence: number) =>
  ({
    ranked: { document: { sourceId, updatedOn, publishedOn: null, notAfterOn: null } },
    sentence: { text, figures: figuresInText(text), days: daysInText(text, "2025-06-01") },
    evidence,
  }) as unknown as Candidate;
const asked = (kind: AskedFor["kind"]) => ({ kind, ownFigures: new Set<number>() }) as AskedFor;

const older = candidate("old", "2025-01-10", "There will be 30 boards.", 0.9);
const newer = candidate("new", "2025-06-06", "There will be 27 boards.", 0.85);

test("the newer source leads, also when the older one is the better match", () => {
  const found = findDisagreement(asked("number"), [older, newer]);
  expect(found?.newer).toBe(newer);
  expect(found?.older.sourceId).toBe("old");
});

test.each([
  ["the same figure", asked("number"), [older, candidate("new", "2025-06-06", "The 30 boards.", 0.85)]],
  ["a poorer match", asked("number"), [older, candidate("new", "2025-06-06", "27 people met.", 0.3)]],
  ["the same day", asked("number"), [older, candidate("new", "2025-01-10", "27 boards.", 0.85)]],
  ["the same source", asked("number"), [older, candidate("old", "2025-06-06", "27 boards.", 0.85)]],
  ["a question that no figure answers", asked("yes_no"), [older, newer]],
])("no disagreement: %s", (_, question, candidates) => expect(findDisagreement(question, candidates)).toBeNull());

test("days differ too", () => {
  const april = candidate("old", "2025-01-10", "Mergers end in April 2026.", 0.9);
  const later = candidate("new", "2025-06-06", "Mergers end in April 2027.", 0.85);
  expect(findDisagreement(asked("date"), [april, later])?.newer).toBe(later);
});
