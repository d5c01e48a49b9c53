import type { ProofDeps } from "./proof-deps.ts";

/** All forms of one glossary entry as runs of stems. */
type Group = string[][];

/** Adds to the stems of a text those of every other way to say its terms: where "ICB" stands, "integrated care board" does. */
export type WithEquivalents = (stems: readonly string[]) => Set<string>;

const runAt = (stems: readonly string[], run: readonly string[], at: number): boolean =>
  run.every((stem, offset) => stems[at + offset] === stem);

/** Makes the glossary readable in both directions. Synonyms of the glossary count in both directions too: they name the same thing. */
export const glossaryEquivalents = (deps: Pick<ProofDeps, "terms" | "glossary">): WithEquivalents => {
  const runOf = (text: string): string[] => deps.terms.terms(text).map((term) => term.stem);
  const groups: Group[] = deps.glossary.terms.map(({ short, long }) => [short, ...long].map(runOf));
  const byFirst = new Map<string, { run: string[]; group: Group }[]>();
  for (const group of groups) {
    for (const run of group) {
      const first = run[0];
      if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), { run, group }]);
    }
  }
  return (stems) => {
    const all = new Set(stems);
    stems.forEach((stem, at) => {
      for (const { run, group } of byFirst.get(stem) ?? [])
        if (runAt(stems, run, at)) for (const other of group.flat()) all.add(other);
    });
    return all;
  };
};
