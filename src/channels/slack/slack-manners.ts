import type { MessageManners, ReadManners } from "../../ports/channel-manners.ts";
import { directKeyOf, placeOfText, type SlackPlace } from "./slack-place.ts";

const approvedOnlyFor = async (
  isOutside: (place: { team: string; user: string }) => Promise<boolean>,
  place: SlackPlace,
): Promise<MessageManners["approvedOnly"]> => {
  if (place.told !== undefined) return place.told;
  if (await isOutside(place)) return "outsider";
  return place.rule === "off" ? "channel_off" : null;
};

/** How a message from Slack is to be treated, by who wrote it and where. Rejects when Slack does not say who it was. */
export const slackManners =
  (isOutside: (place: { team: string; user: string }) => Promise<boolean>): ReadManners =>
  async ({ replyTo }) => {
    const place = placeOfText(replyTo);
    return {
      approvedOnly: await approvedOnlyFor(isOutside, place),
      isAnothersWords: place.wordsOf === "another",
      privateThread: place.isShared ? directKeyOf(place) : null,
    };
  };
