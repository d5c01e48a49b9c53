import type { ProofDeps } from "./proof-deps.ts";
import { sameMeaning } from "./same-meaning.ts";

/** For each stem of a text, the concepts that it is part of: "ICB" and each word of "integrated care board" share one. */
export type ConceptsOf = (stems: readonly string[]) => string[][];

const runAt = (stems: readonly string[], run: readonly string[], at: number): boolean =>
  run.every((stem, offset) => stems[at + offset] === stem);

/** Reads the union's glossary, and words that mean the same in any workplace, as concepts. Forms of one entry stand for each other. */
export const createConcepts = (deps: Pick<ProofDeps, "terms" | "glossary">): ConceptsOf => {
  const runOf = (text: string): string[] => deps.terms.terms(text).map((term) => term.stem);
  const groups = [...deps.glossary.terms.map(({ short, long }) => [short, ...long]), ...sameMeaning];
  const byFirst = new Map<string, { run: string[]; concept: string }[]>();
  groups.forEach((forms, number) => {
    for (const run of forms.map(runOf)) {
      const first = run[0];
      if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { run, concept: `#${number}` }]);
    }
  });
  return (stems) => {
    const found: string[][] = stems.map(() => []);
    stems.forEach((stem, at) => {
      for (const { run, concept } of byFirst.get(stem) ?? [])
        if (runAt(stems, run, at)) for (let offset = 0; offset < run.length; offset += 1) found[at + offset]!.push(concept);
    });
    return found;
  };
};
