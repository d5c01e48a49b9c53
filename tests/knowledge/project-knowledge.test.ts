import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { z } from "zod";
import { GlossaryFile, RepsFile, SourcesFile, WordingFile, type WordingKey } from "../../src/domain/knowledge-config.ts";

const read = <T>(file: string, schema: z.ZodType<T>): T => schema.parse(parse(readFileSync(`knowledge/${file}`, "utf8")));

/** The blanks that code can fill, wording by wording; a wording with none named here has none. */
const blanks: Partial<Record<WordingKey, string[]>> = {
  clarify_choice: ["choices"],
  membership_office: ["rep_contact"],
  crisis: ["case_id"],
  personal: ["case_id"],
  deadline: ["words", "case_id", "due_on", "rep_contact"],
  not_in_sources: ["case_id"],
  outdated_only: ["case_id"],
  partly_answered: ["question"],
  too_long: ["limit", "case_id"],
  answering_off: ["case_id"],
  rep_asked: ["case_id"],
  what_is_kept: ["rep_contact"],
  fault: ["case_id"],
  attachment: ["case_id"],
  notice_attachment: ["names"],
  others_matter: ["rep_contact"],
  outsider: ["rep_contact"],
  channel_off: ["rep_contact"],
  first_contact: ["kept_for", "rep_contact"],
  command_empty: ["rep_contact"],
  command_not_taken: ["rep_contact"],
  way_to_person: ["rep_contact"],
  notice_stale: ["title", "date", "months"],
  notice_undated: ["title"],
  notice_inferred_date: ["title", "date"],
  notice_archived: ["title", "date"],
  notice_past_event: ["words", "date"],
  notice_review_overdue: ["title", "date"],
  notice_disagreement: ["title", "date"],
  notice_unreadable_sources: ["count"],
};

describe("sources.yaml", () => {
  const { sources } = read("sources.yaml", SourcesFile);

  test("names each source once, with a publisher, a date and a file that is there", () => {
    expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
    for (const source of sources) {
      expect(readFileSync(`knowledge/${source.file}`).length, source.id).toBeGreaterThan(500);
      expect(source.publisher, source.id).toBeTruthy();
      expect(source.updatedOn ?? source.publishedOn, source.id).toBeTruthy();
    }
  });

  test("archives what speaks of 2014, and every sentence of it says so", () => {
    const old = sources.filter((source) => (source.updatedOn ?? source.publishedOn ?? "") < "2025");
    expect(old.map(({ id, standing }) => [id, standing])).toEqual([["news-2014-csu-redundancies", "archived"]]);
    const text = readFileSync("knowledge/pages/news-2014-csu-redundancies.md", "utf8");
    const sentences = text.split("\n").filter((line) => /[a-z]\.$/u.test(line));
    expect(sentences.length).toBeGreaterThan(20);
    for (const sentence of sentences) expect(sentence).toMatch(/201[345]/u);
  });
});

describe("wording.yaml", () => {
  const wording = read("wording.yaml", WordingFile);

  test.each(Object.entries(wording) as [WordingKey, string][])("%s has only blanks that code can fill", (key, text) => {
    const found = [...text.matchAll(/\{([^}]*)\}/gu)].map((match) => match[1] ?? "");
    expect([...new Set(found)].sort()).toEqual([...(blanks[key] ?? [])].sort());
  });

  test("crisis carries all three numbers", () => {
    for (const number of ["Samaritans", "116 123", "NHS 111", "999"]) expect(wording.crisis).toContain(number);
  });

  test("a reply that only older material was found states no figure", () => {
    expect(wording.outdated_only.replace("{case_id}", "")).not.toMatch(/\d/u);
  });

  test("says that it is a bot where it speaks of itself", () => {
    for (const key of ["greeting", "about_bot", "crisis"] as const) expect(wording[key]).toContain("bot");
  });
});

describe("glossary.yaml", () => {
  const { terms, slang, synonyms } = read("glossary.yaml", GlossaryFile);

  test("names each short form once and leaves out those that are everyday words", () => {
    const shorts = terms.map(({ short }) => short.toLowerCase());
    expect(new Set(shorts).size).toBe(shorts.length);
    for (const word of ["it", "send", "et", "as", "in"]) expect(shorts).not.toContain(word);
  });

  test("slang keys are no English words and no word is put right twice", () => {
    const english = [
      "were",
      "its",
      "ill",
      "well",
      "shed",
      "wed",
      "lets",
      "hell",
      "shell",
      "id",
      "no",
      "so",
      "cos",
      "cud",
      "bout",
      "gov",
      "org",
    ];
    for (const word of english) expect(Object.keys(slang)).not.toContain(word);
    expect(Object.keys(slang).length).toBeGreaterThanOrEqual(80);
    for (const [key, value] of Object.entries(slang)) {
      for (const word of value.split(" ")) expect(slang[word], key).toBeUndefined();
    }
  });

  test("a synonym never leads to itself alone", () => {
    for (const [word, others] of Object.entries(synonyms))
      expect(
        others.filter((other) => other !== word),
        word,
      ).not.toEqual([]);
  });
});

describe("reps.yaml", () => {
  const reps = read("reps.yaml", RepsFile);

  test("gives each topic one queue, and its fallback and urgent queues exist", () => {
    const topics = reps.queues.flatMap((queue) => queue.topics);
    expect(new Set(topics).size).toBe(topics.length);
    const ids = reps.queues.map(({ id }) => id);
    expect(ids).toContain(reps.fallbackQueue);
    expect(ids).toContain(reps.urgentQueue);
    const { sources } = read("sources.yaml", SourcesFile);
    for (const { owner, id } of sources) expect(ids, id).toContain(owner);
  });
});
