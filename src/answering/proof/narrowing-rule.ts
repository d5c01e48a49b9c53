import type { ClaimCase, QuotedStatement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import type { Pair } from "./pair-predications.ts";
import type { ReadWord } from "./reading.ts";
import { contentOf, sameWord, standsFor } from "./same-word.ts";

const people =
  /^(?:employees?|employers?|members?|staff|persons?|people|workers?|individuals?|anyone|those|parents?|applicants?|someone)$/;
/** Heads that only measure what follows: "the number of boards" is boards. */
const measures =
  /^(?:number|range|kind|set|group|series|amount|lot|lots|majority|thousand|thousands|hundreds|part|parts|one|round|member|members|rest|list|type|period|form|use|scale|size|pace)s?$/;

const saidInClaim = ({ deps, claim }: ClaimCase, word: ReadWord): boolean =>
  claim.reading.words.some((other) => standsFor(deps, other, word));

/** The words between a subject and its verb that say which of them: "an employee who refuses suitable work". */
const restrictorOf = ({ reading }: QuotedStatement, subject: readonly ReadWord[], verb: ReadWord): ReadWord[] => {
  const last = subject.findLast((word) => !word.light || people.test(word.word));
  if (!last) return [];
  const after = reading.words.slice(last.at + 1, verb.at);
  const comma = reading.text.slice(last.end).match(/^\s*,/u);
  return !comma && /^(?:who|whose|that|which)$/.test(after[0]?.word ?? "") ? contentOf(after) : [];
};

const people1 = (subject: readonly ReadWord[]): number => subject.findIndex((word) => people.test(word.word));

/** Who it holds for is not widened: what says which employees, or what sort of them, is kept at least in part. */
const widensWho = (claimCase: ClaimCase, { claimed, quoted, statement }: Pair): ReadWord | null => {
  const subject = quoted.subject;
  const restrictor = restrictorOf(statement, subject, quoted.group[0]!);
  if (
    restrictor.length > 0 &&
    !restrictor.some((word) => saidInClaim(claimCase, word)) &&
    claimed.subject.some((word) => subject.some((other) => sameWord(word, other)))
  )
    return restrictor[0]!;
  const at = people1(subject);
  const rest = at < 0 ? [] : contentOf(subject.slice(at + 1));
  const sameHead = at >= 0 && claimed.subject.some((word) => sameWord(word, subject[at]!));
  return sameHead && rest.length > 0 && !rest.some((word) => saidInClaim(claimCase, word)) ? rest[0]! : null;
};

/** What a verb takes without the preposition that leads to it: "applies to the growth". */
const withoutLink = (object: readonly ReadWord[]): readonly ReadWord[] =>
  /^(?:to|for|on|at|in|with|about|from)$/.test(object[0]?.word ?? "") ? object.slice(1) : object;

/** "Reduce the growth in costs" is not "reduce costs": the noun that the verb takes may not fall out before its "in" or "of". */
const dropsHead = (claimCase: ClaimCase, { claimed, quoted }: Pair): ReadWord | null => {
  if (claimed.passive !== quoted.passive) return null;
  const theirs = withoutLink(quoted.object);
  const link = theirs.findIndex(
    (word, at) => at > 0 && /^(?:in|of|to|for)$/.test(word.word) && theirs[at - 1]?.wordClass === "noun",
  );
  if (link < 1) return null;
  const head = theirs[link - 1]!;
  const inner = contentOf(theirs.slice(link + 1, link + 4));
  const own = withoutLink(claimed.object);
  const before = own.findIndex((word) => /^(?:in|of|to|for|on|with|from|by|at)$/.test(word.word));
  const ownHead = own.slice(0, before < 0 ? undefined : before).find((word) => !word.light);
  const jumps = ownHead !== undefined && inner.some((word) => sameWord(word, ownHead));
  const kept = head.light || measures.test(head.word) || saidInClaim(claimCase, head);
  const first =
    contentOf(theirs).indexOf(head) >= 0 &&
    theirs.slice(0, link - 1).every((word) => word.light || word.wordClass === "adjective");
  return jumps && !kept && first ? head : null;
};

/** What is denied of some things is not denied of more: under a "not", what narrows the object must stay. */
const widensDenial = (claimCase: ClaimCase, { claimed, quoted, statement }: Pair): ReadWord | null => {
  if (!claimed.denied || !quoted.denied || quoted.head === null) return null;
  const last = quoted.group.at(-1)!;
  const after = statement.reading.words.filter(
    (word) => word.at > last.at && word.sentence === last.sentence && (word.clause === last.clause || statement.ownFrom > 0),
  );
  const link = after.findIndex(
    (word, at) => at > 1 && /^(?:on|who|that|which|with|unless|if|before|after|until|from|under)$/.test(word.word),
  );
  if (link < 0) return null;
  const narrowing = contentOf(after.slice(link)).filter((word) => !/\d/.test(word.word));
  const kept = narrowing.filter((word) => saidInClaim(claimCase, word)).length;
  return narrowing.length >= 2 && kept === 0 ? narrowing[0]! : null;
};

/**
 * What is said of some is not said of more: restrictions of who, of what, and of what is denied stay. After the upward and downward
 * contexts of natural logic (MacCartney and Manning, "Natural Logic for Textual Inference", 2007).
 */
export const narrowingRule = (claimCase: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const pair of pairs) {
    if (!pair.byHead || pair.claimed.tense === "bare" || pair.quoted.tense === "bare") continue;
    const word = widensWho(claimCase, pair) ?? dropsHead(claimCase, pair) ?? widensDenial(claimCase, pair);
    if (word) return { verdict: "not_enough_evidence", reason: "scope_widened", word: word.written };
  }
  return null;
};
