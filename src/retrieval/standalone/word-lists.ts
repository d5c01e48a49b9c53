import { questionWords, stopWords } from "../stop-words.ts";

const setOf = (...lists: string[]): ReadonlySet<string> => new Set(lists.join(" ").split(/\s+/).filter(Boolean));

/** Verbs and the like that say little without their subject: "who decides it?" asks nothing that could be looked up. */
export const lightWords = setOf(
  "decide decides decided happen happens happened happening mean means meant work works apply applies start starts started end ends",
  "change changes changed cost costs due long many much far often soon old big new next else more less again still yet already now then",
  "there come comes coming take takes use used need needs want say says exactly about instead too well right true sure why not",
  "til till until else others long high low big early late after before since during sort kind way first second third last other former latter number",
  "worth definitely surely though although example simple simply words case point explain detail details",
);

/** Auxiliary verbs, in every form, with the pronouns of the one who asks: what may open a question before its subject. */
export const auxiliaries = setOf(
  "is are was were am be been being do does did done have has had will would can could should shall may might must",
  "isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't can't cannot couldn't shouldn't",
);

/** Auxiliaries that can open a yes-or-no question. */
export const openingAuxiliaries = setOf(
  "is are was were am do does did have has had will would can could should shall may might must isn't aren't wasn't weren't",
  "don't doesn't didn't haven't hasn't won't wouldn't can't couldn't shouldn't",
);

/** Prepositions that tie a phrase to the noun before them. */
export const prepositions = setOf(
  "of for at in on about with from between against under within to by as into over across during per than without before after until since",
);

/** Words that open a noun phrase and say which thing is meant. */
export const determiners = setOf(
  "a an the my your our their his her its this that these those any some each every all both no another which what whose",
);

/** Personal pronouns that stand for whoever writes or reads. */
export const speakers = setOf("i we you me us myself ourselves yourself my our your mine ours");

/** Nouns of one person by what they do; the last word of a noun phrase decides. */
export const roleNouns = setOf(
  "manager officer secretary chair chairman chairwoman chairperson director executive minister president organiser organizer rep reps",
  "representative steward leader boss supervisor adviser advisor ombudsman judge colleague commissioner adjudicator assessor mediator",
  "doctor nurse lead coordinator professor baroness lord investigator solicitor lawyer barrister treasurer mentor trainer editor author",
  "person applicant candidate employee worker member partner consultant physiotherapist therapist counsellor head governor chancellor mp",
  "inspector arbitrator convenor convener official spokesperson spokeswoman spokesman deputy delegate buddy friend owner",
);

/** Endings of nouns that may name a person, and the commonest that do not: for "he" and "she" when no role is known. */
export const mayBePerson = (noun: string): boolean =>
  noun.length > 4 &&
  /(?:er|or|ist|ian|ee|ant|man|woman)$/u.test(noun) &&
  !/^(?:number|letter|order|offer|paper|matter|computer|answer|centre|center|employer|committee|fee|transfer|summer|winter|register|error|tutor-?group|newsletter|chapter|helper|poster|folder|charter|barrier|corridor|factor|sector|tender|career|cover|error|floor|water|power|layer|quarter|semester|dinner|buffer|counter|printer|server|scanner|tumour|grant|restaurant|plant|guarantee|degree|coffee)$/u.test(
    noun,
  );

/** Nouns of bodies of people: "it" and "they" may both stand for one. */
export const groupNouns = setOf(
  "forum council committee board union trust service department office agency authority group body team commission panel government",
  "company employer management hospital university college charity regulator ministry staff workforce hr payroll firm bank court tribunal",
  "unit network federation association society branch party directorate division contractor provider nhs treasury parliament",
);

/** Words inside a capitalised run that say it is no person's name. */
export const thingNames = setOf(
  "scheme fund act code guide handbook policy agreement plan programme program blueprint hub record centre center section agenda change",
  "model working time employment rights equality data protection pay bulletin news academy institute alliance england scotland wales",
  "ireland britain uk london leeds york hull derby manchester birmingham north south east west northern southern eastern western yorkshire",
  "health care national joint royal general independent regional local public review advice project award scale growth start",
  "house court hall building tower square street road park lane mill lodge ward wing site campus suite room theatre station bridge gate hill",
  "green line desk book charter standard standards framework strategy survey award awards week day days year bill order report letter card app",
  "january february march april may june july august september october november december monday tuesday wednesday thursday friday",
  "saturday sunday christmas easter if the a an and or but in on at for to from by as when while please yes no there this that these those it",
  "they he she we you i our your my most some all any each every both only then first next last step stage part question employers staff",
);

/** Titles that stand before a person's name, with the pronoun they allow; null when either. */
export const titles: ReadonlyMap<string, "he" | "she" | null> = new Map<string, "he" | "she" | null>([
  ...["mr", "sir", "lord", "baron", "father", "king", "prince"].map((title): [string, "he"] => [title, "he"]),
  ...["ms", "mrs", "miss", "dame", "lady", "baroness", "queen", "princess"].map((title): [string, "she"] => [title, "she"]),
  ...["dr", "prof", "professor", "rev", "judge", "mx"].map((title): [string, null] => [title, null]),
]);

/** Nouns of time and sums: they answer a question and are seldom what the next one is about. */
export const measureNouns = setOf(
  "day days week weeks month months year years hour hours minute minutes pound pounds pence per cent percent quarter time times today tomorrow",
  "yesterday january february march april may june july august september october november december monday tuesday wednesday thursday friday",
  "saturday sunday morning afternoon evening night weekend half",
);

/** Nouns of everything and nothing, no use as what a pronoun stands for. */
export const emptyNouns = setOf(
  "thing things stuff lot lots kind sort way ways bit example reason idea question questions answer anyone everyone someone nobody anything",
  "worth taking something nothing everything effect need order case fact number one ones course moment",
);

/** Words that are verbs to a word-class reader and nouns after an article or another noun: "maternity leave". */
export const nounsThatLookLikeVerbs = setOf(
  "change changes leave pay permit trust trusts grant grants claim claims cover work break breaks cut cuts ballot strike strikes review reviews transfer",
  "appeal appeals award awards offer offers notice plan plans rate rates test form forms process use support contact record records bank",
  "fund funds staff band section step stage freeze fine fines matching hearing meeting training parking regrading hiring working conference",
  "overtime loan loans increase rise deal deals cost costs fee fees charge allowance insurance benefit benefits visit study travel note",
);

/** Words that are nouns to a word-class reader and verbs after "who" or a subject: "who chairs the forum". */
export const verbsThatLookLikeNouns = setOf(
  "chairs trains signs heads leads runs decides pays sets sits holds means needs covers starts ends closes opens applies handles meets",
  "approves funds owns works plans checks picks names backs trusts",
);

/**
 * What people ask of a thing without naming it again: "what is the deadline?", "who is eligible?". Such a word alone
 * leaves open whose deadline it is.
 */
export const relationalWords = setOf(
  "deadline limit limits price fee fees charge condition conditions criteria eligible eligibility qualify qualifies apply applies appeal join",
  "register procedure steps exception exceptions exemptions length duration amount maximum minimum closing date dates application applications",
  "catch downside downsides advantage advantages disadvantages alternatives alternative time cost costs start end rules entitled allowed rate refuse",
  "available paid free taxed pensionable mandatory compulsory voluntary optional open close closes closed opens begin begins required expire expires",
  "result results outcome outcomes findings decision aim aims target targets purpose risk risks size budget venue agenda minutes chair president",
  "leader author boss chairman secretary treasurer members website address email phone hours location leaflet benefit benefits salary",
  "excess penalty interest discount refund cap guarantee bonus waiting qualifying period",
  "count counts entitlement requirement requirements deadline timescale timetable timeline timescales form opt",
);

/** Words of a question that carry a subject: no stop word, none that asks, none that is light. */
export const isContentWord = (lower: string): boolean =>
  !stopWords.has(lower) && !questionWords.has(lower) && !lightWords.has(lower) && !auxiliaries.has(lower);
