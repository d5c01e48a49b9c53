import type { ClaimCase, QuotedStatement, Statement } from "./claim-case.ts";
import type { Objection } from "./finding.ts";
import { markersOf } from "./markers.ts";
import type { Pair } from "./pair-predications.ts";
import type { Predication } from "./predications.ts";
import type { Tense } from "./verb-tense.ts";

type Time = "past" | "now" | "ahead" | "open";

const timeOfTense: Record<Tense, Time> = {
  done: "past",
  past: "past",
  present: "now",
  ongoing: "now",
  ahead: "ahead",
  bare: "open",
};

/** What is wanted, planned or expected has not happened, whatever form its verb has. */
const isUnreal = (statement: Statement, said: Predication): boolean =>
  markersOf(statement, said).some(({ forces }) => forces.has("hoped") || forces.has("likely"));

const ownFromOf = (statement: Statement): number => ("ownFrom" in statement ? (statement as QuotedStatement).ownFrom : 0);

/** A bullet's own verb ("calling on employers") has the time of the line above it ("is taking these actions:"). */
const opensBullet = (statement: Statement, said: Predication): boolean => {
  const from = ownFromOf(statement);
  return (
    from > 0 &&
    said.group[0]!.start >= from &&
    !statement.says.some((other) => other.group[0]!.start >= from && other.group[0]!.at < said.group[0]!.at)
  );
};

const introducing = (statement: Statement): Predication | undefined =>
  statement.says.findLast((other) => other.group[0]!.start < ownFromOf(statement) && other.tense !== "bare");

const timeOf = (statement: Statement, said: Predication): Time => {
  if (said.tense === "bare") {
    if (isUnreal(statement, said)) return "ahead";
    return opensBullet(statement, said) ? timeOfTense[introducing(statement)?.tense ?? "bare"] : "open";
  }
  return timeOfTense[said.tense];
};

/** Clauses that only give a time or a condition take their tense as they like: "once it is", "once it has been". */
const subordinate = /^(?:once|when|whenever|after|before|until|till|if|unless|as)$/;

const namesTime = /\b(?:19|20)\d\d\b|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

/**
 * What is to come is not said to have happened, nor the other way round; what is under way is not said to be finished; what was so is not said to be
 * so today. A present may become a past where the claim names the time.
 */
export const tenseRule = ({ claim }: ClaimCase, pairs: readonly Pair[]): Objection | null => {
  for (const { claimed, quoted, statement, byHead } of pairs) {
    if (!byHead || claimed.tense === "bare") continue;
    const own = timeOf(claim, claimed);
    const theirs = timeOf(statement, quoted);
    const before = statement.reading.words[quoted.group[0]!.at - 1]?.word;
    const opener = claim.reading.words.find(
      (word) => word.sentence === claimed.group[0]!.sentence && word.clause === claimed.group[0]!.clause,
    );
    const isTimed = subordinate.test(opener?.word ?? "");
    const isAim =
      quoted.tense === "bare" && before === "to" && !markersOf(claim, claimed).some(({ forces }) => !forces.has("usual"));
    const changed =
      (isAim && !claimed.orders && !isTimed) ||
      (own === "past" && (theirs === "ahead" || quoted.tense === "ongoing")) ||
      (own === "past" && theirs === "now" && !namesTime.test(claim.reading.text)) ||
      (own === "ahead" && theirs === "past") ||
      (own === "now" &&
        theirs === "ahead" &&
        quoted.tense === "ahead" &&
        quoted.group.some((word) => word.word === "will") &&
        /\bnow\b/iu.test(claim.reading.text)) ||
      (own === "now" &&
        theirs === "past" &&
        claimed.head !== null &&
        quoted.tense === "past" &&
        !namesTime.test(claim.reading.text));
    const bothTimed =
      isTimed && statement.reading.words.some((word) => subordinate.test(word.word) && word.clause === quoted.group[0]!.clause);
    if (changed && !bothTimed)
      return { verdict: "refuted", reason: "time_changed", word: claimed.group.map((word) => word.written).join(" ") };
  }
  return null;
};
