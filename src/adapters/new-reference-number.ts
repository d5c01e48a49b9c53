import { randomInt } from "node:crypto";
import { referenceAlphabet } from "../domain/reference-number.ts";

const newReferenceNumber = (prefix: string, length: number): string =>
  `${prefix}-${Array.from({ length }, () => referenceAlphabet[randomInt(referenceAlphabet.length)]).join("")}`;

/** A case number to read out over the telephone, such as `C-7K3M9Q`; from the system's random source, a billion possible. */
export const newCaseId = (): string => newReferenceNumber("C", 6);

/** An answer's id, such as `A-7K3M9Q2T4V`; from the system's random source, 2^50 possible, so that a million never meet in practice. */
export const newAnswerId = (): string => newReferenceNumber("A", 10);
