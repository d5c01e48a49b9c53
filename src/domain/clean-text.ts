/** Cleaned text, and how many invisible code points were taken out of it. */
export type CleanText = { text: string; removedHidden: number };

/** Characters that a reader cannot see and that carry no meaning in English text; line feed and tab stay. */
const hidden =
  /[\u{E0000}-\u{E007F}]|[\u{E0100}-\u{E01EF}]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160]|[\u17B4\u17B5]|[\u180B-\u180F]|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|\u034F/gu;

/** Flags of England, Scotland and Wales: the one honest use of tag characters. */
const tagFlag =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu;

const joiner = /[\u200C\u200D]/gu;

/** A joiner between letters of a script that spells with it (Persian, Hindi and the like). */
const spellingJoiner =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tamil}]/u;

/**
 * Takes out what no member meant to send: Unicode tag characters, direction overrides, zero-width and control
 * characters; line endings become `\n`, the rest NFC. Joiners inside an emoji or a Persian or Indic word stay, and
 * so do the tag sequences of the three British flags. `removedHidden` counts removed code points; a carriage return
 * does not count. Idempotent. Source: Unicode TR36 and TR39 on invisible and default-ignorable characters.
 */
export const cleanText = (raw: string): CleanText => {
  let removedHidden = 0;
  const drop = (): string => {
    removedHidden += 1;
    return "";
  };
  const lines = raw.toWellFormed().replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n");
  // Flags are cut out by position rather than swapped for a placeholder, which a sender could forge.
  let text = "";
  let from = 0;
  for (const flag of lines.matchAll(tagFlag)) {
    text += lines.slice(from, flag.index).replace(hidden, drop) + flag[0];
    from = flag.index + flag[0].length;
  }
  text += lines.slice(from).replace(hidden, drop);
  text = text.replace(joiner, (found, index: number) => {
    const inEmoji = found === "\u200D" && joinsEmoji(text, index);
    const inWord = spellingJoiner.test(text[index - 1] ?? "") && spellingJoiner.test(text[index + 1] ?? "");
    return inEmoji || inWord ? found : drop();
  });
  return { text: text.normalize("NFC"), removedHidden };
};

/** True when the code points on both sides of `index` are parts of one emoji. */
const joinsEmoji = (text: string, index: number): boolean =>
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)$/u.test(text.slice(Math.max(0, index - 2), index)) &&
  /^\p{Extended_Pictographic}/u.test(text.slice(index + 1, index + 3));
