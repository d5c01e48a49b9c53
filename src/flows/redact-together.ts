import type { Redactor } from "../ports/redactor.ts";
import { isContentWord } from "../retrieval/standalone/word-lists.ts";

/** Between texts that are redacted as one; no member writes it, and `redactTogether` takes it out of what comes in. */
const seam = "\n\n\u2042\n\n";

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The words of the names that a text gives away, as written: "Tolu Adeyemi" is two. */
const namesIn = (redact: Redactor, text: string): string[] => [
  ...new Set(
    redact(text)
      .found.filter(({ kind }) => kind === "name")
      .flatMap(({ start, end }) => text.slice(start, end).match(/\p{Lu}[\p{L}'’-]{2,}/gu) ?? [])
      .filter((word) => isContentWord(word.toLowerCase())),
  ),
];

/**
 * Redacts texts that belong together as one, so that one person is `[name 1]` in all of them and a name that one text
 * gives away ("my manager Tolu") is taken out of the others as well, also where it is written small, as people do ("did
 * tolu sign"). A name that is a word without weight ("Will") is left to the redactor. Gives the texts back in the order they came.
 */
export const redactTogether = (redact: Redactor, texts: readonly string[]): string[] => {
  const joined = texts.map((text) => text.replaceAll("\u2042", " ")).join(seam);
  const names = namesIn(redact, joined);
  const redacted = redact(joined).text;
  const withoutNames = names.reduce(
    (text, name) => text.replace(new RegExp(`(?<![\\p{L}\\[])${escaped(name)}(?!\\p{L})`, "giu"), "[name]"),
    redacted,
  );
  const parts = withoutNames.split("\u2042").map((text) => text.trim());
  // A finding that ran over a seam would mix two texts: then each is redacted for itself.
  return parts.length === texts.length ? parts : texts.map((text) => redact(text).text);
};
