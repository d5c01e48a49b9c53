import type { Family } from "../attack.ts";
import { disobedientFamilies } from "./disobedient.ts";
import { dressedFamilies } from "./dressed.ts";
import { formlessFamilies } from "./formless.ts";
import { misquotedFamilies } from "./misquoted.ts";
import { twistedFamilies } from "./twisted.ts";

/** Every kind of bad output that the hostile model knows. */
export const allFamilies: readonly Family[] = [
  ...twistedFamilies,
  ...misquotedFamilies,
  ...dressedFamilies,
  ...formlessFamilies,
  ...disobedientFamilies,
];
