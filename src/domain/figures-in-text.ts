/** A number in running text. `value` is in the unit named; `end` is exclusive. */
export type Figure = { value: number; unit: "percent" | "money" | "count"; words: string; start: number; end: number };

const units: Record<string, number> = {
  zero: 0,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  half: 0.5,
  fortnightly: 14,
  twice: 2,
};

const digits =
  /(£\s?)?(?<![\w.])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(\s?%|\s?per ?cent\b|\s?percent\b|\s?(?:million|billion|bn|m|k)\b)?/giu;

const scale = (suffix: string): number => {
  if (/^(million|m)$/.test(suffix)) return 1e6;
  if (/^(billion|bn)$/.test(suffix)) return 1e9;
  return suffix === "k" ? 1e3 : 1;
};

/**
 * Finds the numbers of a text: digits with or without thousands commas, sums in pounds, percentages, and number words
 * from two upwards ("one" is left out: in English it is more often a pronoun).
 */
export const figuresInText = (text: string): Figure[] => {
  const figures: Figure[] = [];
  for (const match of text.matchAll(digits)) {
    const suffix = (match[3] ?? "").trim().toLowerCase();
    const percent = suffix.startsWith("%") || suffix.startsWith("per");
    figures.push({
      value: Number(match[2]!.replaceAll(",", "")) * (percent ? 1 : scale(suffix)),
      unit: percent ? "percent" : match[1] ? "money" : "count",
      words: match[0].trim(),
      start: match.index,
      end: match.index + match[0].trimEnd().length,
    });
  }
  for (const match of text.matchAll(/\b[a-z]+\b/giu)) {
    const value = units[match[0].toLowerCase()];
    if (value === undefined) continue;
    figures.push({ value, unit: "count", words: match[0], start: match.index, end: match.index + match[0].length });
  }
  return figures.sort((a, b) => a.start - b.start);
};
