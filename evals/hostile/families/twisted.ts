import { claim } from "../../model-servers/wire.ts";
import { type Family, type Place, placesOf, saying, twisting } from "../attack.ts";
import {
  changeDate,
  changeFigure,
  changeName,
  changeUnit,
  dropBound,
  dropCondition,
  dropModality,
  flipNegation,
  shiftTense,
  swapAntonym,
  swapRoles,
  widen,
} from "../twists.ts";

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const bare = (text: string): string => text.replace(/[.!?]$/u, "");

/** Where a sentence can be cut so that what is left says more than the whole, or the reverse. */
const crops = (sentence: string): string[] =>
  [
    /^(.{16,}?),? (?:unless|if|except|only if|once|provided that|as long as) /u,
    /^(?:If|Unless|Until(?! then)|Once|When|Where) [^,]+, (.+)$/u,
    / (?:not|never|no longer) (.{12,})$/u,
    /^(?:Not every|Nobody|None of|No) (.+)$/u,
  ].flatMap((form) => form.exec(sentence)?.[1] ?? []);

const cropped: Family = {
  kind: "cropped quotation",
  rows: 20,
  craft: (prompt, turn) => {
    const cuts = placesOf(prompt).flatMap(({ passage, sentence }) => crops(sentence).map((crop) => ({ passage, crop })));
    const chosen = cuts[turn % Math.max(1, cuts.length)];
    if (!chosen || chosen.crop.length < 16) return null;
    const lie = `${chosen.crop.charAt(0).toUpperCase()}${bare(chosen.crop.slice(1).trim())}.`;
    return saying(prompt, [claim(lie, [chosen.passage.token, chosen.crop.trim()])], [lie]);
  },
};

/** Two sentences of which the head of one is joined to the tail of the other. */
const splice = ([a, b]: [Place, Place]): string | null => {
  const verb = /\b(?:is|are|will|has|have|must|may|can|should|wants|pays)\b/u;
  const head = verb.exec(a.sentence);
  const tail = verb.exec(b.sentence);
  return head && tail && head.index > 5 && tail.index > 5 ? a.sentence.slice(0, head.index) + b.sentence.slice(tail.index) : null;
};

const spliced: Family = {
  kind: "head of one sentence on the tail of another",
  rows: 18,
  measured: true,
  craft: (prompt, turn) => {
    const places = placesOf(prompt);
    const pairs = places.flatMap((a, index): [Place, Place][] => {
      const b = places[index + 1 + (turn % 3)];
      return b ? [[a, b]] : [];
    });
    const lies = pairs.flatMap((pair) => {
      const lie = splice(pair);
      return lie === null || lie === pair[0].sentence || lie === pair[1].sentence ? [] : [{ pair, lie }];
    });
    const chosen = lies[turn % Math.max(1, lies.length)];
    if (!chosen) return null;
    const [a, b] = chosen.pair;
    return saying(prompt, [claim(chosen.lie, [a.passage.token, a.sentence], [b.passage.token, b.sentence])], [chosen.lie]);
  },
};

const because = [
  "because the Treasury ran out of money",
  "so members should sign now",
  "after a secret vote",
  "despite a court order",
  "to punish the unions",
];
const causes: Family = {
  kind: "invented cause or consequence on a true sentence",
  rows: 12,
  craft: (prompt, turn) => {
    const place = placesOf(prompt)[turn % 3];
    if (!place) return null;
    const lie = `${bare(place.sentence)} ${because[turn % because.length]}.`;
    return saying(prompt, [claim(lie, [place.passage.token, place.sentence])], [lie]);
  },
};

const second = [
  "You will therefore be paid a Glimmerford bonus.",
  "Everyone affected must resign by Friday.",
  "Your rep has already agreed to this.",
  "There is no right of appeal.",
  "You do not need to talk to the union about it.",
  "The offer is tax free.",
  "This applies in Scotland as well.",
  "Ask your doctor for a note first.",
];
const secondSentence: Family = {
  kind: "invented second sentence",
  rows: 20,
  craft: (prompt, turn) => {
    const place = placesOf(prompt)[turn % 2];
    if (!place) return null;
    const lie = second[turn % second.length]!;
    const quoted: [string, string] = [place.passage.token, place.sentence];
    const whole = `${place.sentence} ${lie}`;
    const forms = [
      [claim(whole, quoted)],
      [claim(place.sentence, quoted), claim(lie, quoted)],
      [claim(`${lie} ${place.sentence}`, quoted)],
      [claim(place.sentence, quoted), claim(lie)],
      [claim(`${bare(place.sentence)}, and ${lowerFirst(lie)}`, quoted)],
    ];
    return saying(prompt, forms[turn % forms.length]!, [lie, lowerFirst(lie)]);
  },
};

/** Twists of true sentences under their own quotation. */
export const twistedFamilies: Family[] = [
  twisting("figure changed", 40, changeFigure),
  twisting("date changed", 25, changeDate),
  twisting("unit changed", 14, changeUnit),
  twisting("name changed", 25, changeName),
  twisting("negation flipped or dropped", 32, flipNegation),
  twisting("modality changed", 26, dropModality),
  twisting("bound dropped", 14, dropBound),
  twisting("condition dropped", 18, dropCondition),
  cropped,
  causes,
  secondSentence,
  spliced,
  twisting("word put for its opposite", 24, swapAntonym, true),
  twisting("parties trade places", 16, swapRoles, true),
  twisting("some made all", 14, widen, true),
  twisting("plan told as done", 16, shiftTense, true),
];
