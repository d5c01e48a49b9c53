import { daysInText } from "../../domain/days-in-text.ts";
import { asOfDay } from "../../domain/document.ts";
import { glossaryEquivalents } from "./equivalents.ts";
import { type EvidenceSentence, evidenceOf } from "./evidence.ts";
import { figuresOf, sameFigure } from "./figures.ts";
import type { Objection, ProofReason, ProveClaim } from "./finding.ts";
import { holdsForeignLink, holdsMarkup } from "./markup.ts";
import type { ProofDeps } from "./proof-deps.ts";
import { type Reading, readText } from "./reading.ts";
import { holdsForeignScript } from "./script.ts";

/** The longest that a claim in the model's own words may be, in characters: a claim states one thing. */
export const maxParaphraseCharacters = 400;

const lacking = (reason: ProofReason): Objection => ({ verdict: "not_enough_evidence", reason });
const refuted = (reason: ProofReason): Objection => ({ verdict: "refuted", reason });

const negator =
  /^(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot|unable|nowhere|hardly|fail|fails|failed|refuse|refuses|refused|reject|rejects|rejected)$/;

const overlap = (claim: Reading, stems: ReadonlySet<string>): number =>
  claim.words.filter((word) => word.word.length > 3 && stems.has(word.stem)).length;

const negations = (reading: Reading): number => reading.words.filter((word) => negator.test(word.word)).length;

/**
 * Makes the judge of paraphrased claims. `deps` say what is known of English and of the union's short forms; everything is
 * compared in code, so the same claim and quotations always get the same verdict.
 */
export const createProof = (deps: ProofDeps): ProveClaim => {
  const widen = glossaryEquivalents(deps);
  return (claimText, quoted) => {
    const written = quoted.map(({ passage, start, end }) => passage.text.slice(start, end)).join("\n");
    if (holdsMarkup(claimText)) return lacking("markup");
    if (holdsForeignLink(claimText, written)) return lacking("foreign_link");
    if (holdsForeignScript(claimText, written)) return lacking("foreign_script");
    if (claimText.length > maxParaphraseCharacters) return lacking("too_long");
    const claim = readText(deps, claimText);
    const sentences = evidenceOf(quoted);
    const readings = sentences.map((sentence) => ({ sentence, read: readText(deps, sentence.text) }));
    const around = readText(deps, sentences.map((sentence) => sentence.around).join(". "));
    const quotedStems = widen(readings.flatMap(({ read }) => read.words.map((word) => word.stem)));
    const aroundStems = widen(around.words.map((word) => word.stem));
    const figures = figureObjection(claim, sentences);
    if (figures) return figures;
    for (const word of claim.words) {
      const isName = /\p{Lu}/u.test(word.written) && word.word !== "i" && !(word.opens && /^\p{Lu}?\p{Ll}*$/u.test(word.written));
      if (isName && !quotedStems.has(word.stem) && !aroundStems.has(word.stem) && !/\d/.test(word.word))
        return lacking("name_not_quoted");
    }
    const best = readings
      .map(({ read }) => ({ read, shared: overlap(claim, read.stems) }))
      .sort((a, b) => b.shared - a.shared)[0];
    if (best && negations(claim) > 0 !== negations(best.read) > 0) return refuted("negation_changed");
    const content = claim.words.filter((word) => word.word.length > 3 && deps.english.rarity(word.word) > 0.15);
    const strange = content.filter((word) => !quotedStems.has(word.stem) && !aroundStems.has(word.stem));
    return strange.length > content.length * 0.34 ? lacking("words_not_quoted") : null;
  };
};

const figureObjection = (claim: Reading, sentences: readonly EvidenceSentence[]): Objection | null => {
  const writtenOn = sentences.map(({ place }) => asOfDay(place.document)).find((day) => day !== null) ?? "2025-01-01";
  const quotedText = sentences.map((sentence) => sentence.text).join("\n");
  const known = figuresOf(quotedText, writtenOn);
  for (const figure of figuresOf(claim.text, writtenOn))
    if (!known.some((other) => sameFigure(figure, other))) return refuted("figure_not_quoted");
  const days = [...daysInText(quotedText, writtenOn), ...sentences.flatMap(({ around }) => daysInText(around, writtenOn))];
  for (const day of daysInText(claim.text, writtenOn))
    if (!days.some((other) => other.fromOn >= day.fromOn && other.toOn <= day.toOn)) return refuted("date_not_quoted");
  return null;
};
