/**
 * How surely a thing is said to be; after the modal classes of Palmer, "Mood and Modality" (2001). `must`: obligation; `should`: advice;
 * `may`: possibility; `can`: ability and permission; `ahead`: to come; `likely`: expected or planned to come; `hoped`: wanted, asked for,
 * proposed; `said`: somebody's word; `usual`: not always.
 */
export type Force = "must" | "should" | "may" | "can" | "ahead" | "likely" | "hoped" | "said" | "usual";

const wordForces: Record<Force, string> = {
  must: "must shall need needs needed required require requires obliged obligatory compulsory mandatory ordered orders instructed directed told necessary duty obligation obligations",
  should:
    "should ought advised recommended recommend recommends advises advisable recommendation important essential vital crucial",
  may: "may might could possibly perhaps maybe potentially potential possible possibility would",
  can: "can could may able allowed allow allows entitled entitles entitlement permitted permit permits eligible right free let lets possible qualify qualifies",
  ahead: "will shall",
  likely:
    "expected expect expects likely due probably scheduled anticipated anticipates anticipate forecast predicted presumably would should planned plans plan",
  hoped:
    "want wants wanted wish wishes hope hopes hoped plan plans planned planning propose proposes proposed proposing intend intends intended aim aims aimed seek seeks sought ask asks asked asking demand demands demanded demanding urge urges urged consider considers considered considering think thinks thinking thought discuss discussing invite invites invited pushing campaigning try tries trying tried attempt attempts",
  said: "say says said saying concerned worried raise raises raised raising claim claims claimed claiming argue argues argued believe believes believed warn warns warned warning suggest suggests suggested suggesting allege alleges alleged alleging reportedly allegedly report reports reported announce announces announced described understood understand understands fear fears feared insist insists accuse accuses accused consider considers think thinks thought expects states stated",
  usual:
    "typically usually generally normally mainly mostly often sometimes commonly largely predominantly chiefly frequently primarily tend tends",
};

/** Nouns that make what they introduce somebody's word or wish: "MiP takes this position:", "unions raise these concerns". */
const nounForces: Record<string, Force> = {
  position: "said",
  view: "said",
  views: "said",
  concern: "said",
  concerns: "said",
  opinion: "said",
  fear: "said",
  fears: "said",
  belief: "said",
  claim: "said",
  claims: "said",
  allegation: "said",
  allegations: "said",
  rumour: "said",
  rumours: "said",
  proposal: "hoped",
  proposals: "hoped",
  demand: "hoped",
  demands: "hoped",
  aim: "hoped",
  aims: "hoped",
  draft: "hoped",
  vision: "hoped",
};

const forcesByWord = new Map<string, Set<Force>>();
for (const [force, words] of Object.entries(wordForces) as [Force, string][])
  for (const word of words.split(" ")) forcesByWord.set(word, (forcesByWord.get(word) ?? new Set()).add(force));

const none: ReadonlySet<Force> = new Set();

/** The forces that a word can express; "may" is possibility and permission. Empty for most words. */
export const forcesOf = (word: string): ReadonlySet<Force> => forcesByWord.get(word) ?? none;

/** The force of a noun that opens what it stands for; none for most. */
export const nounForceOf = (word: string): Force | null => nounForces[word] ?? null;
