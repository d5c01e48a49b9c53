import type { WordClasses } from "../../ports/word-classes.ts";
import { type AnswerProse, answerProse } from "./answer-prose.ts";
import { type NounPhrase, singular } from "./noun-phrase.ts";
import { nounPhrases } from "./noun-phrases.ts";
import { auxiliaries } from "./word-lists.ts";
import { contentWords, lowerWords } from "./words.ts";

/** An earlier turn that says something: its question made readable on its own, and what its answer named. */
export type RememberedTurn = {
  question: string;
  prose: AnswerProse;
  asked: NounPhrase[];
  /** Phrases of the answer, with the number of the sentence each stands in. */
  answered: { phrase: NounPhrase; sentence: number; sentenceText: string }[];
  /** What kind of thing the answer was to name: it is what the next question most likely speaks of. */
  wanted: "who" | "which" | "where" | "how" | null;
  /** "What is MARS?": the thing asked about stays the subject, whatever the answer says it is. */
  defines: boolean;
  /** For "which body", "what form": the noun whose member is wanted. */
  wantedNoun: string | null;
};

/** How many turns back the meaning of a follow-up is looked for. */
export const maxTurnsBack = 4;

const wantedBy = (question: string, asked: readonly NounPhrase[]): Pick<RememberedTurn, "wanted" | "wantedNoun"> => {
  const words = lowerWords(question);
  const opensWith = words.find((word) => /^(?:who|whom|whose|which|what|where|how|when|why)$/u.test(word));
  const first = asked[0];
  if (opensWith === "who" || opensWith === "whom") {
    // "Who is the chair?" names its subject; "who decides?" asks for one.
    return { wanted: "who", wantedNoun: null };
  }
  if (first && (first.determiner === "which" || first.determiner === "what"))
    return { wanted: "which", wantedNoun: singular(first.head) };
  if (opensWith === "where") return { wanted: "where", wantedNoun: null };
  if (opensWith === "how" && !/^how (?:much|many|long|often|far|soon|big|old|high)\b/iu.test(question))
    return { wanted: "how", wantedNoun: null };
  if (opensWith === "what" && !/\bwhat(?: happen(?:s|ed)| goes| went|'s| is| are| was| were| does| do)\b/iu.test(question))
    return { wanted: "which", wantedNoun: null };
  return { wanted: null, wantedNoun: null };
};

/** "What are keeping in touch days?": all that follows is the name of the thing, however its words would be read. */
const wholeOfDefinition = (classes: WordClasses, question: string, asked: NounPhrase[]): NounPhrase[] => {
  const defined = /^what(?:'s|’s| is| are| was| were) (.{3,60}?)[\s?.!]*$/iu.exec(question.trim());
  // Behind an article the reader sees a noun where it saw a verb: "what is section 188".
  const [only] =
    asked.length > 0 || !defined
      ? asked
      : nounPhrases(classes, `the ${defined[1]}`).map((phrase) => ({
          ...phrase,
          start: question.indexOf(defined[1]!),
          end: question.indexOf(defined[1]!) + defined[1]!.length,
        }));
  if (!defined || asked.length > 1 || !only || lowerWords(defined[1]!).length > 6) return asked;
  const start = question.indexOf(defined[1]!);
  const end = start + defined[1]!.length;
  const isWhole = only.start >= start && only.end === end && !lowerWords(defined[1]!).some((word) => auxiliaries.has(word));
  return isWhole ? [{ ...only, start, text: defined[1]!, content: contentWords(defined[1]!) }] : asked;
};

/** "Who is the SRO?", "who is richard barker": who is asked after is a person, whatever the words look like. */
const personAskedAfter = (question: string, asked: NounPhrase[]): NounPhrase[] => {
  const opening = /^\s*who(?:'s|’s| is| was)\s+/iu.exec(question)?.[0].length ?? -1;
  return asked.map((phrase) => {
    const isNamed = phrase.determiner === null || /^\p{Lu}{2,}$/u.test(phrase.text.split(" ").at(-1) ?? "");
    return phrase.start === opening && isNamed && !phrase.plural && phrase.being !== "measure"
      ? { ...phrase, being: "person" }
      : phrase;
  });
};

/** Reads one turn into memory. `question` already stands alone; `answer` is untrusted and read for its nouns only. */
export const rememberTurn = (classes: WordClasses, question: string, answer: string | undefined): RememberedTurn => {
  const prose = answerProse(answer ?? "");
  const asked = personAskedAfter(question, wholeOfDefinition(classes, question, nounPhrases(classes, question)));
  const answered = prose.sentences.flatMap((sentenceText, sentence) =>
    nounPhrases(classes, sentenceText).map((phrase) => ({ phrase, sentence, sentenceText })),
  );
  const defines = /^what(?:'s|’s| is| are| was| were)\b/iu.test(question.trim());
  return { question, prose, asked, answered, defines, ...wantedBy(question, asked) };
};
