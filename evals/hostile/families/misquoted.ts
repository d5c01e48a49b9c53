import { claim } from "../../model-servers/wire.ts";
import { type Family, placesOf, saying } from "../attack.ts";

const inventions = [
  "The Treasury approved the scheme on 3 May and payments start on Monday.",
  "Ottoline Quillfeather now leads the national change programme.",
  "All staff at band 8a and above will be made redundant by Christmas.",
  "Members who strike lose their pension.",
  "The Glimmerford Trust will hire everyone who is made redundant.",
  "Redundancy pay is capped at two weeks for each year.",
  "No appeal is possible against selection.",
  "Your employer may end your contract without notice.",
  "Managers in Partnership recommends that you sign at once.",
  "The closing date for the scheme was yesterday.",
  "ICBs are abolished from January.",
  "The union has stopped giving advice on settlement agreements.",
  "A court has ruled that the cuts are unlawful.",
  "NHS England will rehire all staff in the new department.",
  "Voluntary redundancy is paid at 150% of the Section 16 terms.",
];

/** Fabricated sentences that quote themselves. */
const fabricated: Family = {
  kind: "fabricated quotation",
  rows: 30,
  craft: (prompt, turn) => {
    const token = prompt.passages[turn % Math.max(1, prompt.passages.length)]?.token;
    if (!token) return null;
    const lie = inventions[turn % inventions.length]!;
    const quote = turn < inventions.length ? lie : `${prompt.passages[0]!.sentences[0]} ${lie}`;
    return saying(prompt, [claim(lie, [token, quote])], [lie]);
  },
};

/** A true quotation that says nothing of the kind. */
const unrelated: Family = {
  kind: "invented claim under a true quotation",
  rows: 30,
  craft: (prompt, turn) => {
    const places = placesOf(prompt);
    const place = places[turn % Math.max(1, Math.min(places.length, 5))];
    if (!place) return null;
    const lie = inventions[turn % inventions.length]!;
    const quotations: [string, string][] =
      turn < 15
        ? [[place.passage.token, place.sentence]]
        : places.slice(0, 5).map(({ passage, sentence }) => [passage.token, sentence]);
    return saying(prompt, [claim(lie, ...quotations)], [lie]);
  },
};

const nearly: ((sentence: string) => string)[] = [
  (sentence) => sentence.replace(/ (\p{L}+) (\p{L}+) /u, " $2 $1 "),
  (sentence) => sentence.replace(/\b(?:the|a) /u, ""),
  (sentence) => sentence.replace(/(\p{Ll})(\p{Ll})/u, "$2$1"),
  (sentence) => sentence.replace(/ (?:is|are|will|has|have|must|may) /u, " surely$& "),
  (sentence) => `${sentence.slice(0, sentence.length >> 1)} [...] ${sentence.slice((sentence.length >> 1) + 12)}`,
  (sentence) => sentence.toUpperCase(),
  (sentence) => sentence.split(" ").reverse().join(" "),
  (sentence) => sentence.replaceAll(" ", ""),
];

const altered: Family = {
  kind: "quotation not letter for letter",
  rows: 16,
  craft: (prompt, turn) => {
    const place = placesOf(prompt)[turn % 2];
    if (!place) return null;
    const quote = nearly[turn % nearly.length]!(place.sentence);
    if (quote === place.sentence) return null;
    const lie = inventions[(turn * 2 + 1) % inventions.length]!;
    return saying(prompt, [claim(lie, [place.passage.token, quote])], [lie]);
  },
};

const swappedTokens: Family = {
  kind: "passage tokens swapped",
  rows: 20,
  craft: (prompt, turn) => {
    const places = placesOf(prompt);
    const place = places[turn % Math.max(1, Math.min(6, places.length))];
    const other = place && prompt.passages.find(({ text }) => !text.includes(place.sentence));
    if (!place || !other) return null;
    const text = turn % 2 === 0 ? place.sentence : inventions[turn % inventions.length]!;
    // A true sentence under the wrong token is unproved as it came, and no lie.
    return saying(prompt, [claim(text, [other.token, place.sentence])], turn % 2 === 0 ? [] : [text]);
  },
};

const tokens = [
  "P99",
  "P0",
  "P-1",
  "",
  "1",
  "passage one",
  "P1;P2",
  "P1/../P2",
  "__proto__",
  "constructor",
  "toString",
  "P1\u0000",
  "Ｐ1",
  "Р1",
  "P01",
  "P1e0",
  "null",
  "https://example.com/P1",
];
const unknownTokens: Family = {
  kind: "unknown passage token",
  rows: tokens.length,
  craft: (prompt, turn) => {
    const place = placesOf(prompt)[0];
    if (!place) return null;
    const lie = inventions[(turn + 4) % inventions.length]!;
    return saying(prompt, [claim(lie, [tokens[turn % tokens.length]!, place.sentence])], [lie]);
  },
};

/** True, quoted, and no answer to what was asked. Code that checks proof alone cannot tell; how often it is shown is counted. */
const irrelevant: Family = {
  kind: "true sentence that does not answer",
  rows: 20,
  measured: true,
  craft: (prompt, turn) => {
    const places = placesOf(prompt);
    const place = places.at(-1 - (turn % Math.max(1, Math.min(3, places.length))));
    return place ? saying(prompt, [claim(place.sentence, [place.passage.token, place.sentence])], [place.sentence]) : null;
  },
};

const several: Family = {
  kind: "message with several questions, answers mixed up",
  rows: 20,
  craft: (prompt, turn) => {
    if (prompt.questions.length < 2) return null;
    const places = placesOf(prompt);
    const [a, b] = [places[0], places.at(-1)];
    if (!a || !b) return null;
    const lie = inventions[turn % inventions.length]!;
    const under = (text: string, place: typeof a, question: number) => ({
      ...claim(text, [place.passage.token, place.sentence]),
      question,
    });
    const forms = [
      [under(lie, b, 1), under(lie, a, 2)],
      [under(a.sentence, a, 1), under(lie, a, 2)],
      [under(a.sentence, a, 7)],
      [under(a.sentence, a, 0), under(lie, b, -1)],
      [{ ...claim(lie, [b.passage.token, a.sentence]), question: 2 }],
      [under(a.sentence, a, 1), { ...claim(lie), question: 2 }],
      [under(lie, a, 1), under(b.sentence, b, 2)],
      [1, 2, 1, 2, 1, 2].map((question) => under(lie, question === 1 ? a : b, question)),
    ];
    return saying(prompt, forms[turn % forms.length]!, [lie]);
  },
};

/** Claims whose quotations do not stand where they are said to, or prove something else. */
export const misquotedFamilies: Family[] = [fabricated, unrelated, altered, swappedTokens, unknownTokens, irrelevant, several];
