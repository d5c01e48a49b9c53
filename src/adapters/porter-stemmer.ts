import { stemmer } from "stemmer";
import type { Term, TermAnalyser } from "../ports/term-analyser.ts";

// Amounts and percentages first, so that "£1,200.50" and "1.5%" stay one word; then words, joined by hyphens or apostrophes.
const wordPattern = /£?\d+(?:[.,]\d+)*(?:%|[a-z]+)?|[\p{L}\p{M}\d]+(?:['’‘\-‐‑–][\p{L}\p{M}\d]+)*/giu;
const quotes = /[’‘]/gu;
const dashes = /[‐‑–]/gu;
const plainWord = /^[a-z]+$/;
const maxRememberedStems = 50_000;

/** Small letters, typographic apostrophes and hyphens to ASCII. */
const foldWord = (word: string): string => word.toLowerCase().replace(quotes, "'").replace(dashes, "-");

/** Prefixes that people write with a hyphen or without: "re-design" and "redesign", "e-mail" and "email" are one word. */
const looseHyphen = /^(re|co|pre|non|sub|multi|inter|anti|e)-(?=[a-z]{3})/;

/** The stem of a folded word. Amounts lose their thousands commas; a possessive loses its mark. */
const stemOf = (word: string): string => {
  if (/\d/.test(word)) return word.replace(/,(?=\d{3})/g, "").replace(/[.,]0+$/, "");
  const bare = word.replace(/'s$|'$/, "").replaceAll("'", "");
  const plain = bare.normalize("NFD").replace(/\p{M}/gu, "").replace(looseHyphen, "$1");
  return plainWord.test(plain) ? stemmer(plain) : plain.split("-").map(stemmer).join("-");
};

/**
 * English words with Porter's stem (M. F. Porter, "An algorithm for suffix stripping", 1980; npm `stemmer`).
 * Digits, £ amounts, percentages, hyphenated words and apostrophes stay whole; UK spellings are left alone.
 * Stems are remembered, since a knowledge folder uses the same few thousand words over and over.
 */
export const createTermAnalyser = (): TermAnalyser => {
  const remembered = new Map<string, string>();
  const stem = (word: string): string => {
    const folded = foldWord(word);
    const known = remembered.get(folded);
    if (known !== undefined) return known;
    if (remembered.size >= maxRememberedStems) remembered.clear();
    const fresh = stemOf(folded);
    remembered.set(folded, fresh);
    return fresh;
  };
  const terms = (text: string): Term[] => {
    const found: Term[] = [];
    for (const match of text.matchAll(wordPattern)) {
      const start = match.index;
      const word = foldWord(match[0]);
      found.push({ word, stem: stem(word), start, end: start + match[0].length });
    }
    return found;
  };
  return { terms, stem };
};
