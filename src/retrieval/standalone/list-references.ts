import type { Reference } from "./reference.ts";

const ordinalPlaces: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  last: -1,
  former: 1,
  latter: -1,
  other: -2,
};
const ordinalPattern =
  /\b(?:the (first|second|third|fourth|fifth|last|former|latter|other)(?: (?:one|option|step|stage|point|item|scheme|choice|bullet|part|condition)\b(?! of\b)| of (?:those|these|them)\b|(?=\s*(?:[?.!,]|$)|\s+(?:do|does|work|mean|pay|cover|cost|is|are|was|will|last)\b))|(?:number|option|step|stage|point|item) (\d|one|two|three|four|five)\b(?! of\b))/giu;
const numberPlaces: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };

const ordinalsIn = (text: string): Reference[] =>
  [...text.matchAll(ordinalPattern)].map((match) => ({
    kind: "ordinal",
    start: match.index,
    end: match.index + match[0].length,
    possessive: false,
    noun: null,
    place: match[1] ? ordinalPlaces[match[1].toLowerCase()]! : (numberPlaces[match[2]!.toLowerCase()] ?? Number(match[2])),
    sure: true,
  }));

/** "The difference between the two", "which one is better": all that was listed. */
const listPattern =
  /\b(?:the (?:two|three|four)(?: of them)?(?!\s+\p{L}+s\b)|both(?: of (?:them|these|those))?(?=\s*(?:[?.!,]|$)|\s+(?:be|have|of)\b)|(?<=\bwhich )ones?\b)/giu;

const listsIn = (text: string): Reference[] =>
  [...text.matchAll(listPattern)].map((match) => ({
    kind: "all",
    start: match.index,
    end: match.index + match[0].length,
    possessive: false,
    noun: null,
    place: null,
    sure: true,
  }));

/** Finds what points at the points of a list: "the second one", "number 2", "the difference between the two". */
export const listReferences = (text: string): Reference[] => [...ordinalsIn(text), ...listsIn(text)];
