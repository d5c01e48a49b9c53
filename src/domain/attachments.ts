const opening = "(Attached and not read: ";

/** A message's words with the names of what is attached, which is not read: whoever takes the matter must know that there is something. */
export const withAttachments = (text: string, names: readonly string[]): string => {
  if (names.length === 0) return text;
  const listed = names.map((name) => name.replace(/[\s()]+/gu, " ").trim() || "a file").join(", ");
  return `${text}\n\n${opening}${listed})`.trim();
};

/** Takes the names apart from the words again; `names` is null where nothing is attached. */
export const apartFromAttachments = (text: string): { words: string; names: string | null } => {
  const start = text.lastIndexOf(opening);
  if (start === -1 || !text.endsWith(")")) return { words: text, names: null };
  return { words: text.slice(0, start).trim(), names: text.slice(start + opening.length, -1) };
};

const pointing =
  /\b(?:attach(?:ed|ing|ment|ments)?|enclos(?:ed|ing|ure)|screen ?shots?|(?:this|that|the|these|my) (?:letter|file|pdf|document|doc|photo|picture|image|scan|form|offer|contract|email|e-mail|table|page|chart|slides?)s?|see (?:above|below|here)|(?:look|looked) at (?:this|it|these)|(?:read|check|explain) (?:this|it|these))\b/iu;

/** Whether words cannot be understood without what is attached to them: they point to it, or there are none. */
export const pointsToAttachment = (words: string): boolean => words === "" || pointing.test(words);
