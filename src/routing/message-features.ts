import type { PersonalCue } from "./personal-cues.ts";
import { supposition } from "./personal-cues.ts";

/** One thing that is true of a message, with its weight; names start with the kind (`w:` word, `c:` letters, `q:` cue). */
export type Feature = readonly [name: string, weight: number];

const cueWeight = 1.1;
const wordWeight = 1;
const letterWeight = 0.6;

const words = (normalised: string): string[] =>
  (normalised.match(/[a-z]+(?:'[a-z]+)?|£|\d[\d,.:/]*(?:st|nd|rd|th|k)?|[?!]/g) ?? []).map((word) =>
    /^\d/.test(word) ? (/k$/.test(word) ? "#k" : /^(?:19|20)\d\d$/.test(word) ? "#year" : "#") : word,
  );

const lengthBand = (count: number): string =>
  count <= 1
    ? "1"
    : count <= 3
      ? "2-3"
      : count <= 8
        ? "4-8"
        : count <= 15
          ? "9-15"
          : count <= 30
            ? "16-30"
            : count <= 70
              ? "31-70"
              : "over 70";

const shapes: [string, RegExp][] = [
  ["asks", /\?/],
  [
    "starts with a question word",
    /^(?:and |so |but |ok |please |just |also )*(?:what|when|who|where|which|why|how|is|are|will|can|could|does|do|did|has|have|should|would|may|must)\b/,
  ],
  ["supposed", supposition],
  [
    "how many or when or who",
    /\b(?:how many|how much (?:is|are|money|of)|when (?:will|is|are|do|does|must|did)|who (?:is|are|runs|leads|pays|decides)|what (?:is|are|does|did|has))\b/,
  ],
  ["third person only", /^(?!.*\b(?:i|me|my|mine|we|us|our|myself)\b)/s],
  ["past first person", /\b(?:i|we) (?:was|were|had|got|did|went|received|have been|have had|signed|asked|told|said)\b/],
  ["money", /£ ?\d|\d ?k\b/],
  ["you", /\b(?:you|your|bot|robot)\b/],
  [
    "asks of the reader",
    /\b(?:are|do|can|could|will|who|what|how|where|why) (?:are |do |does |can |did )?you\b|\b(?:this|the) (?:bot|chat|chatbot|service|thing|ai|robot)\b|\bi (?:type|write|wrote|say|tell you|send)\b/,
  ],
];

/** Turns of phrase that name a route almost by themselves; they weigh more than a shape. */
const signs: [string, RegExp][] = [
  [
    "membership office",
    /\b(?:subs|subscription|direct debit|member(?:ship)? (?:card|number|fee|fees|id|no|rate|office|team|status|start date|dates|lapse\w*)|(?:cancel|end|renew|pause|freeze|terminate|stop|transfer|close|leave|resign|confirming|proof of|check)(?: \w+){0,2} membership|re-?join|log(?:in|ging|ged| in)?\b(?= (?:in|me|page|has|not|to the|expired)|$)|can not (?:log|sign) in|(?:reset|forgot\w*|my|new) password|password reset|sort code|magazine|(?:leav\w*|left|resign from|quit) (?:the |this |your )?(?:union|mip)|refund|union (?:fees|subs)|join(?:ing)? (?:form|page|application)|(?:applied|trying|try) to join|joined online|(?:new|change of|changed|change|home|my|update) (?:my )?(?:bank|postal address|home address|address|surname|employer on|workplace)|(?:your|my|the) records|update my (?:employer|workplace)|paid up|lapsed|welcome pack|retired (?:member|rate)|(?:reduced|part[- ]time|student|lower) (?:rate|subs)|tax relief|(?:bank|card) details|charged twice|member(?:s'?)? area|unsubscribe|mailing list|activation link|payroll deduction|docas)\b/,
  ],
  [
    "the bot itself",
    /\b(?:are you (?:just |really |actually )?(?:a |an |the )?(?:bot|robot|human|real|ai|chatgpt|computer|person|lawyer|machine|sentient|reliable|accurate|automated|able to|allowed to|qualified|available|connected|part of|always)|is (?:this|it|that|there)(?: \w+){0,3} (?:private|confidential|anonymous|secure|automated|ai|bot|chatbot|robot|human|recorded|gdpr)|(?:talk|speak|talking|speaking|chatting) to (?:a |an )?(?:bot|robot|machine|human or)|(?:see|sees|read|reads|know|knows|store|save|record|recording|keep|share|shared|delete|find out|check|checks)\b[^.?!]{0,25}\b(?:what i|messages?|my questions?|conversation|this chat|i (?:write|type|wrote|ask|asked|use|used|have used)|my data)|what (?:can|do|could|can not|are|were|topics|things|sort of questions|kind of \w+)(?: \w+){0,2} (?:you|i ask)|who (?:are|made|built|runs|is behind|operates|can see|sees|reads|gets to see) (?:you|this|it|my)|how (?:do|does|are|accurate|often|up to date) (?:you|this|are you|are your)|this (?:bot|chat|chatbot|service)|real (?:person|people)|a human|a robot|your (?:answers|sources|information|name|privacy|limits)|(?:use|using|switch) (?:you|this)|noticeboard|who am i|(?:you|it) (?:get|gets) (?:it|things) wrong|(?:put|put in|type|write) (?:in )?here|do you (?:have|give|store|save|learn|remember|make things|work|speak|share|know|record|keep|hold))\b/,
  ],
];

const unitLength = (counts: Map<string, number>, weight: number, out: Feature[]): void => {
  let squares = 0;
  for (const count of counts.values()) squares += (1 + Math.log(count)) ** 2;
  const scale = squares === 0 ? 0 : weight / Math.sqrt(squares);
  for (const [name, count] of counts) out.push([name, (1 + Math.log(count)) * scale * 4]);
};

/**
 * Turns a normalised message and its cues into weighted features: words and word pairs, runs of four letters inside
 * a word (they survive typing errors), and the cues and shapes a rep could name. `business` is the share of its
 * content words that the union's business uses, 0..1.
 */
export const messageFeatures = (normalised: string, cues: PersonalCue[], business: number): Feature[] => {
  const all = words(normalised);
  const wordCounts = new Map<string, number>();
  const letterCounts = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  all.forEach((word, at) => {
    count(wordCounts, `w:${word}`);
    count(wordCounts, `w:${all[at - 1] ?? "^"} ${word}`);
    if (word.length < 4) return;
    const padded = ` ${word} `;
    for (let start = 0; start + 4 <= padded.length; start += 1) count(letterCounts, `c:${padded.slice(start, start + 4)}`);
  });
  const features: Feature[] = [];
  unitLength(wordCounts, wordWeight, features);
  unitLength(letterCounts, letterWeight, features);
  for (const cue of cues) features.push([`q:${cue.id}`, cueWeight]);
  const strong = cues.filter((cue) => cue.strength === "strong").length;
  if (strong > 0) features.push(["q:any strong cue", cueWeight]);
  if (strong > 1) features.push(["q:several strong cues", cueWeight]);
  if (cues.length === 0) features.push(["q:no cue", cueWeight]);
  for (const [name, pattern] of shapes) if (pattern.test(normalised)) features.push([`q:${name}`, cueWeight]);
  for (const [name, pattern] of signs) if (pattern.test(normalised)) features.push([`q:sign of ${name}`, cueWeight * 3]);
  features.push([
    `q:business ${business === 0 ? "none" : business < 0.34 ? "little" : business < 0.67 ? "half" : "most"}`,
    cueWeight * 2,
  ]);
  features.push([`q:length ${lengthBand(all.length)}`, cueWeight]);
  return features;
};
