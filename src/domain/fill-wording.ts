import type { WordingFile, WordingKey } from "./knowledge-config.ts";

/**
 * An approved wording with its blanks filled. A blank that is given no value is a fault of ours, never shown to a member:
 * it throws with the key and the blank's name.
 */
export const fillWording = (wording: WordingFile, key: WordingKey, blanks: Record<string, string>): string =>
  wording[key].trim().replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = blanks[name];
    if (value === undefined) throw new Error(`wording.yaml: "${key}" has a blank {${name}} that nothing fills`);
    return value;
  });
