/**
 * What a message is, decided locally before anything is looked up.
 * `general`: to be answered from sources. `crisis`: danger to life. `personal`: the member's own situation.
 * `deadline`: personal and urgent. `greeting`, `thanks`, `about_bot`, `membership_office`: approved wording.
 * `off_topic`, `abuse`, `injection`: declined. `unreadable`: nothing to read (empty, only emoji).
 */
export const routeNames = [
  "general",
  "personal",
  "deadline",
  "crisis",
  "greeting",
  "thanks",
  "about_bot",
  "membership_office",
  "off_topic",
  "abuse",
  "injection",
  "unreadable",
] as const;
export type RouteName = (typeof routeNames)[number];

/** A time-critical phrase found in a message. `words` are the member's own. */
export type Deadline = { dueOn: string; words: string };

/** A routed message. `why` says in plain words which cue or example decided, for the rep and the try-it page. */
export type Routing = {
  route: RouteName;
  /** 0..1: how sure the router is of `route`. */
  certainty: number;
  why: string;
  /** Suggested subject for a case, from `routes.yaml` topics; null when none fits. */
  topic: string | null;
  deadline: Deadline | null;
};
