import type { HomeView } from "@slack/types";
import type { CallSlack } from "./slack-call.ts";

/** What showing home pages needs. `viewOf` reads and lays out a user's page; `log` is told what went wrong. */
export type HomePagesDeps = {
  call: CallSlack;
  viewOf: (user: string) => Promise<HomeView>;
  nowMs: () => number;
  sleep: (ms: number) => Promise<void>;
  log: (code: string, cause: unknown) => void;
};

/** Shows a user's home page anew: at once, and not again for a while, however often it is asked for. */
export type HomePages = {
  show(user: string): void;
  /** Resolves when nothing is being shown any more. */
  settled(): Promise<void>;
};

/** Slack sends `app_home_opened` at every look; the page changes far less often. */
const pauseMs = 3000;

/** Home pages over Slack. A page that could not be shown is shown at the next look. */
export const createHomePages = ({ call, viewOf, nowMs, sleep, log }: HomePagesDeps): HomePages => {
  const shownAtMs = new Map<string, number>();
  const underWay = new Map<string, Promise<void>>();
  const askedAgain = new Set<string>();

  const publish = async (user: string): Promise<void> => {
    const waitMs = (shownAtMs.get(user) ?? Number.NEGATIVE_INFINITY) + pauseMs - nowMs();
    if (waitMs > 0) await sleep(waitMs);
    shownAtMs.set(user, nowMs());
    const published = await call("views.publish", { user_id: user, view: await viewOf(user) });
    if (published.kind !== "done") log("slack_home_not_shown", { code: published.code });
  };
  /** Whoever was shown a page long ago needs no memory. */
  const forgetOld = (): void => {
    for (const [user, at] of shownAtMs) if (nowMs() - at > pauseMs) shownAtMs.delete(user);
  };
  const show = (user: string): void => {
    if (underWay.has(user)) return void askedAgain.add(user);
    forgetOld();
    const shown = publish(user)
      .catch((cause: unknown) => log("slack_home_not_shown", cause))
      .finally(() => {
        underWay.delete(user);
        // What was stored after the page was read would be missing on it.
        if (askedAgain.delete(user)) show(user);
      });
    underWay.set(user, shown);
  };
  return {
    show,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
};
