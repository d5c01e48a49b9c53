import type { ReadPrompt, ShownPassage } from "../model-servers/read-prompt.ts";
import { claim, completion, replyText, type ScriptedClaim, type Wire } from "../model-servers/wire.ts";

/** One bad output made for one prompt. `lies` are sentences in it that are not true, or not proved: none may reach a member. */
export type Crafted = { wire: Wire; lies: string[] };

/**
 * A kind of bad output in many variants. `rows` is how many are wanted; `craft` makes variant `turn` (from 0) for a prompt, or gives
 * null when the prompt's passages have nothing to make it from. `measured`: lies of this kind that code cannot tell from truth are
 * counted, not forbidden.
 */
export type Family = {
  kind: string;
  rows: number;
  measured?: true;
  craft: (prompt: ReadPrompt, turn: number) => Crafted | null;
};

/** A sentence of a passage that was shown. */
export type Place = { passage: ShownPassage; sentence: string };

/** The shown sentences of a useful length, those of the best passage first. */
export const placesOf = (prompt: ReadPrompt): Place[] =>
  prompt.passages.flatMap((passage) =>
    passage.sentences
      .filter((sentence) => sentence.length > 30 && sentence.length < 350 && /[.!?]["\u201D)]?$/u.test(sentence))
      .map((sentence) => ({ passage, sentence })),
  );

/** Claims as the model's whole reply. */
export const saying = (prompt: ReadPrompt, claims: readonly ScriptedClaim[], lies: readonly string[]): Crafted => ({
  wire: completion(replyText(prompt, claims)),
  lies: [...lies],
});

/** The first sentence, counted from `turn`, that `change` can turn into a lie, claimed under its true quotation. */
export const lieUnderQuotation = (
  prompt: ReadPrompt,
  turn: number,
  change: (sentence: string, turn: number) => string | null,
): Crafted | null => {
  const places = placesOf(prompt);
  const lies = places.flatMap(({ passage, sentence }) => {
    const lie = change(sentence, turn);
    return lie === null || lie === sentence ? [] : [{ lie, passage, sentence }];
  });
  const chosen = lies[turn % Math.max(1, Math.min(lies.length, 4))];
  if (chosen === undefined) return null;
  return saying(prompt, [claim(chosen.lie, [chosen.passage.token, chosen.sentence])], [chosen.lie]);
};

/** A family of lies, each under a true quotation of the sentence that it twists. */
export const twisting = (
  kind: string,
  rows: number,
  change: (sentence: string, turn: number) => string | null,
  measured?: true,
): Family => ({
  kind,
  rows,
  ...(measured ? { measured } : {}),
  craft: (prompt, turn) => lieUnderQuotation(prompt, turn, change),
});

/** A family that takes any shown sentence and makes a reply of it. `twist` gives the wire and the lies in it. */
export const around = (kind: string, variants: ((prompt: ReadPrompt, place: Place, others: Place[]) => Crafted)[]): Family => ({
  kind,
  rows: variants.length,
  craft: (prompt, turn) => {
    const places = placesOf(prompt);
    const place = places[0];
    return place ? variants[turn % variants.length]!(prompt, place, places.slice(1)) : null;
  },
});
