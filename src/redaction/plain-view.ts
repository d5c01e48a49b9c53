/**
 * A text as it reads: look-alike letters and digits as plain ones, hidden characters left out. `startAt` and `endAt` give the places in
 * the text that came in, for each character of `plain`.
 */
export type PlainView = { plain: string; startAt: Int32Array; endAt: Int32Array };

/** Cyrillic and Greek letters that look like Latin ones (Unicode TR39, confusables), each before its Latin twin. */
const lookAlikes = new Map(
  [..."АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSаaеeоoрpсcуyхxіiјjѕsԁdԛqԝwһhΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvαa"].flatMap(
    (letter, index, all): [string, string][] => (index % 2 === 0 ? [[letter, all[index + 1] ?? letter]] : []),
  ),
);

const hidden = /^(?:\p{Cf}|\p{Variation_Selector}|\u034F|\u115F|\u1160|\u3164|\uFFA0)$/u;
const quotes = /^[\u2018\u2019\u201A\u201B\u2032\u02BC\u0060\u00B4]$/u;
const dashes = /^[\u2010-\u2015\u2212\u00AD]$/u;
const plainAscii = /^[\n -_a-~]$/;

const foldCharacter = (character: string): string => {
  if (plainAscii.test(character)) return character;
  if (hidden.test(character)) return "";
  if (quotes.test(character)) return "'";
  if (dashes.test(character)) return "-";
  if (character === "\r") return "";
  const twin = lookAlikes.get(character);
  if (twin !== undefined) return twin;
  const folded = character.normalize("NFKC");
  return /^\s+$/u.test(folded) ? " " : folded;
};

/**
 * Folds a text for searching and remembers where each character stood. Full-width and ringed digits become plain ones (Unicode NFKC),
 * zero-width and other format characters vanish, Cyrillic and Greek look-alikes become Latin; a line feed stays one.
 */
export const plainView = (text: string): PlainView => {
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const shown = foldCharacter(character);
    for (let unit = 0; unit < shown.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    folded.push(shown);
    at += character.length;
  }
  return { plain: folded.join(""), startAt: Int32Array.from(starts), endAt: Int32Array.from(ends) };
};
