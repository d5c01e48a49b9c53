import type { Deadline } from "../domain/route.ts";
import type { LearntRoute } from "./choose-route.ts";
import type { PersonalCue } from "./personal-cues.ts";

const said: Record<LearntRoute, string> = {
  general: "asks for something that holds for everyone",
  personal: "reads like messages about an own situation",
  deadline: "reads like messages about an own deadline",
  crisis: "reads like messages from members in danger",
  greeting: "says hello and asks nothing yet",
  thanks: "says thanks or that it is done",
  about_bot: "asks about this service itself",
  membership_office: "is for the membership office",
  off_topic: "asks for something outside the union's business",
  abuse: "insults or threatens and asks nothing",
  injection: "gives orders to the machine",
};

/** What is known of a routed message: its cues, the features that spoke loudest, and what falls due. */
export type RouteGrounds = { cues: PersonalCue[]; loudest: string[]; due: Deadline | null; urgent: string | null };

const loudWords = (loudest: string[]): string => {
  const words = loudest
    .filter((name) => name.startsWith("w:"))
    .map((name) => `"${name.slice(2).replace("^ ", "").replace(/#\w*/g, "a number")}"`);
  const distinct = [...new Set(words)].filter((word) => /[a-z]{2}/.test(word)).slice(0, 3);
  return distinct.length > 0 ? ` (words: ${distinct.join(", ")})` : "";
};

/** One line in plain words that tells a rep why a message took its route; quotes the member's own words, put right. */
export const explainRoute = (route: LearntRoute, { cues, loudest, due, urgent }: RouteGrounds): string => {
  const cue = cues[0];
  const speaksOf =
    cue && cue.strength === "strong" ? `speaks of ${cue.shows}: "${cue.words}"` : `${said[route]}${loudWords(loudest)}`;
  if (route === "deadline") return `${speaksOf}; time matters${due ? `: "${due.words}"` : urgent ? `: "${urgent}"` : ""}`;
  if (route === "personal") return speaksOf;
  if (route === "general")
    return cue
      ? `${said.general}, though it says "${cue.words}"`
      : `${said.general}: no letter, meeting, offer, date or figure of the member's own`;
  return `${said[route]}${loudWords(loudest)}`;
};
