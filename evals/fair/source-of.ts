import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { sourceFinder } from "../../tools/quotations/find-source.ts";
import { readingsOf } from "../../tools/quotations/readings.ts";
import type { ShownPassage } from "../model-servers/read-prompt.ts";

const fold = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** The longest line of a passage without a hidden link: enough to know its file by. */
const tellingLine = ({ text }: ShownPassage): string =>
  text
    .split("\n")
    .filter((line) => !line.includes("[link "))
    .reduce((longest, line) => (line.length > longest.length ? line : longest), "");

/** Tells whether a passage is of a source, by looking its words up in the source's file in any of `folders`. */
export const sourceJudge = (folders: readonly string[]): ((passage: ShownPassage, source: string) => boolean) => {
  const finders = folders.filter((folder) => existsSync(folder)).map((folder) => ({ folder, find: sourceFinder(folder) }));
  const texts = new Map<string, string>();
  const textsOf = (source: string): string => {
    const held = texts.get(source);
    if (held !== undefined) return held;
    const files = finders.flatMap(({ folder, find }) => {
      const found = find(source.replace(/\.[a-z]+$/u, ""));
      return found.length > 0
        ? found
        : readdirSync(folder)
            .filter((file) => basename(file) === source)
            .map((file) => join(folder, file));
    });
    const text = files
      .flatMap((file) => readingsOf(file, null) ?? [])
      .map(fold)
      .join("\n");
    texts.set(source, text);
    return text;
  };
  return (passage, source) => textsOf(source).includes(fold(tellingLine(passage)));
};
