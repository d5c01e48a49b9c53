import { createHash } from "node:crypto";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What a passage's id is made of. */
export type PassageWords = { sourceId: string; heading: readonly string[]; text: string };

/** `Passage.digest`: hex SHA-256 over the text. */
export const passageDigest = (text: string): string => sha256(text);

/** `Passage.id` of the first passage with these words in its document; later ones get `-2`, `-3` behind it. */
export const firstPassageId = ({ sourceId, heading, text }: PassageWords): string =>
  `${sourceId}#${sha256(JSON.stringify([heading, text])).slice(0, 12)}`;

/** Gives out ids for the passages of one document in reading order, so that the same words twice do not share one. */
export const passageIdMaker = (): ((words: PassageWords) => string) => {
  const seen = new Map<string, number>();
  return (words) => {
    const first = firstPassageId(words);
    const count = (seen.get(first) ?? 0) + 1;
    seen.set(first, count);
    return count === 1 ? first : `${first}-${count}`;
  };
};

/** Whether an id was made of these words. */
export const isIdOf = (id: string, words: PassageWords): boolean => {
  const first = firstPassageId(words);
  return id === first || (id.startsWith(`${first}-`) && /^[1-9]\d*$/.test(id.slice(first.length + 1)));
};
