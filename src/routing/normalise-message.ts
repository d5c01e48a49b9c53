import { foldText } from "../domain/fold-text.ts";

/** Texting forms and frequent slips, put right so that one pattern reads them all. Whole words only. */
const spokenForms: Record<string, string> = {
  im: "i am",
  ive: "i have",
  u: "you",
  ur: "your",
  r: "are",
  y: "why",
  n: "and",
  wen: "when",
  wot: "what",
  wat: "what",
  wats: "what is",
  whats: "what is",
  hows: "how is",
  whos: "who is",
  dat: "that",
  da: "the",
  dis: "this",
  dey: "they",
  theyre: "they are",
  theyve: "they have",
  weve: "we have",
  youre: "you are",
  shes: "she is",
  hes: "he is",
  isnt: "is not",
  arent: "are not",
  wasnt: "was not",
  hasnt: "has not",
  havent: "have not",
  doesnt: "does not",
  dont: "do not",
  didnt: "did not",
  cant: "can not",
  cannot: "can not",
  couldnt: "could not",
  wont: "will not",
  wouldnt: "would not",
  shouldnt: "should not",
  aint: "is not",
  gonna: "going to",
  gunna: "going to",
  wanna: "want to",
  gotta: "have to",
  pls: "please",
  plz: "please",
  thx: "thanks",
  thanx: "thanks",
  ty: "thank you",
  cos: "because",
  coz: "because",
  cuz: "because",
  bcos: "because",
  tmrw: "tomorrow",
  tmr: "tomorrow",
  tmoz: "tomorrow",
  tomoz: "tomorrow",
  tomorow: "tomorrow",
  tommorow: "tomorrow",
  tommorrow: "tomorrow",
  "2moro": "tomorrow",
  "2morrow": "tomorrow",
  "2day": "today",
  "2nite": "tonight",
  mgr: "manager",
  mngr: "manager",
  mangr: "manager",
  manger: "manager",
  maneger: "manager",
  managment: "management",
  mtg: "meeting",
  meetin: "meeting",
  redundency: "redundancy",
  redundnacy: "redundancy",
  redundancey: "redundancy",
  redundent: "redundant",
  consulation: "consultation",
  greivance: "grievance",
  grievence: "grievance",
  recieved: "received",
  recived: "received",
  yrs: "years",
  yr: "year",
  any1: "anyone",
  some1: "someone",
  every1: "everyone",
  no1: "no one",
  abt: "about",
  bout: "about",
  b4: "before",
  gr8: "great",
  l8r: "later",
  ppl: "people",
  msg: "message",
  hav: "have",
  jus: "just",
  dept: "department",
  govt: "government",
  becuase: "because",
};

/**
 * The message as the router's patterns read it: lower case, plain quotes, contractions and texting forms written out
 * ("I've" and "ive" become "i have", "ur" becomes "your"). Line breaks stay, because they part sentences.
 */
export const normaliseMessage = (text: string): string =>
  text
    .split("\n")
    .map((line) =>
      foldText(line)
        .toLowerCase()
        .replace(/\bcan't\b/g, "can not")
        .replace(/\bwon't\b/g, "will not")
        .replace(/\b(i)'m\b/g, "i am")
        .replace(/\b(\w+)n't\b/g, "$1 not")
        .replace(/\b(\w+)'ve\b/g, "$1 have")
        .replace(/\b(\w+)'re\b/g, "$1 are")
        .replace(/\b(\w+)'ll\b/g, "$1 will")
        .replace(/\b(i|he|she|they|we|you)'d\b/g, "$1 would")
        .replace(/\b(he|she|it|what|who|that|there|here|how|when|where)'s\b/g, "$1 is")
        .replace(/[a-z0-9]+/g, (word) => (Object.hasOwn(spokenForms, word) ? (spokenForms[word] ?? word) : word)),
    )
    .join("\n")
    .trim();
