import type { IdentifierKind } from "../ports/redactor.ts";

/** An identifier that was found; `start` and `end` are places in the text that was searched. */
export type Finding = { kind: IdentifierKind; start: number; end: number };

/**
 * Finds every match of a pattern that has the `g` and `d` flags. What is taken is the group called `id`, or the whole match where the
 * pattern has none; `accept`, when given, has the last word on it.
 */
export const findAll = (
  kind: IdentifierKind,
  plain: string,
  pattern: RegExp,
  accept: (taken: string, match: RegExpExecArray) => boolean = () => true,
): Finding[] => {
  const findings: Finding[] = [];
  for (const match of plain.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.id ?? [match.index, match.index + match[0].length];
    if (accept(plain.slice(start, end), match)) findings.push({ kind, start, end });
  }
  return findings;
};
