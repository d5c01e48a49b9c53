import { causeRule } from "./cause-rule.ts";
import { type ClaimCase, readCase } from "./claim-case.ts";
import { createConcepts } from "./concepts.ts";
import { conditionRule } from "./condition-rule.ts";
import { contrastRule } from "./contrast-rule.ts";
import { cropRule } from "./crop-rule.ts";
import { daysRule } from "./days-rule.ts";
import { deniedNounsRule } from "./denied-nouns-rule.ts";
import { figuresRule } from "./figures-rule.ts";
import type { Objection, ProofReason, ProveClaim } from "./finding.ts";
import { forceRule } from "./force-rule.ts";
import { joiningRule } from "./joining-rule.ts";
import { holdsForeignLink, holdsMarkup } from "./markup.ts";
import { namesRule } from "./names-rule.ts";
import { narrowingRule } from "./narrowing-rule.ts";
import { onlyRule } from "./only-rule.ts";
import { oppositesRule } from "./opposites-rule.ts";
import { type Pair, pairPredications } from "./pair-predications.ts";
import { polarityRule } from "./polarity-rule.ts";
import { prepositionsRule } from "./prepositions-rule.ts";
import type { ProofDeps } from "./proof-deps.ts";
import { quantifierRule } from "./quantifier-rule.ts";
import { rolesRule } from "./roles-rule.ts";
import { holdsForeignScript } from "./script.ts";
import { slotRule } from "./slot-rule.ts";
import { supposedRule } from "./supposed-rule.ts";
import { tenseRule } from "./tense-rule.ts";
import { titleRule } from "./title-rule.ts";
import { verbsRule } from "./verbs-rule.ts";
import { wordsRule } from "./words-rule.ts";

/** The longest that a claim in the model's own words may be, in characters, unless what it quotes is longer: a claim states one thing. */
export const maxParaphraseCharacters = 400;

const lacking = (reason: ProofReason): Objection => ({ verdict: "not_enough_evidence", reason });

const formObjection = (claim: string, written: string): Objection | null => {
  if (holdsMarkup(claim)) return lacking("markup");
  if (holdsForeignLink(claim, written)) return lacking("foreign_link");
  if (holdsForeignScript(claim, written)) return lacking("foreign_script");
  if (/[?\uFF1F]["')\]]*(?:\s|$)/u.test(claim)) return lacking("not_a_statement");
  const longest = Math.max(maxParaphraseCharacters, ...written.split("\n").map((line) => line.length));
  return claim.length > longest ? lacking("too_long") : null;
};

/** Judged in this order; the first objection is the one given. */
const rules: readonly ((claimCase: ClaimCase, pairs: readonly Pair[]) => Objection | null)[] = [
  cropRule,
  figuresRule,
  daysRule,
  oppositesRule,
  titleRule,
  wordsRule,
  slotRule,
  namesRule,
  joiningRule,
  polarityRule,
  deniedNounsRule,
  contrastRule,
  verbsRule,
  forceRule,
  tenseRule,
  rolesRule,
  prepositionsRule,
  supposedRule,
  narrowingRule,
  conditionRule,
  onlyRule,
  quantifierRule,
  causeRule,
];

/**
 * Makes the judge of paraphrased claims. `deps` say what is known of English and of the union's short forms; everything is
 * compared in code, so the same claim and quotations always get the same verdict.
 */
export const createProof = (deps: ProofDeps): ProveClaim => {
  const conceptsOf = createConcepts(deps);
  return (claimText, quoted) => {
    const written = quoted.map(({ passage, start, end }) => passage.text.slice(start, end)).join("\n");
    const form = formObjection(claimText, written);
    if (form) return form;
    const claimCase = readCase(deps, conceptsOf, claimText, quoted);
    const pairs = pairPredications(claimCase);
    for (const rule of rules) {
      const objection = rule(claimCase, pairs);
      if (objection) return objection;
    }
    return null;
  };
};
