import { createScowlDictionary } from "../../src/adapters/scowl-dictionary.ts";
import { createEnglishWords } from "../../src/adapters/subtlex-english-words.ts";
import type { Redactor } from "../../src/ports/redactor.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";

/** The redactor as the application makes it. */
export const realRedactor = (isPublicName?: (name: string) => boolean): Redactor =>
  createRedactor({
    english: createEnglishWords(),
    dictionary: createScowlDictionary(),
    ...(isPublicName === undefined ? {} : { isPublicName }),
  });
