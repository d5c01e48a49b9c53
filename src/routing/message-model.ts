import { cleanText } from "../domain/clean-text.ts";
import type { RoutesFile } from "../domain/knowledge-config.ts";
import { businessShare, countWords, hasCoreWord } from "./business-words.ts";
import type { LearntRoute } from "./choose-route.ts";
import { trainClassifier } from "./classifier.ts";
import { messageBody } from "./message-body.ts";
import { type Feature, messageFeatures } from "./message-features.ts";
import { normaliseMessage } from "./normalise-message.ts";
import { personalCues } from "./personal-cues.ts";
import { withMarkers } from "./route-markers.ts";

/** How likely each route is for a normalised message, and which words spoke for one. */
export type MessageModel = {
  chances(normalised: string): Record<LearntRoute, number>;
  loudest(normalised: string, route: LearntRoute): string[];
};

const ownBusiness: readonly LearntRoute[] = ["general", "personal", "deadline", "membership_office"];

/** What is left of the chance of "off topic" when a word of the union's own business is in the message. */
const offTopicDespiteCoreWord = 0.1;
/** The model alone must be this sure before it calls a message an order to the machine; patterns need no such help. */
const injectionFrom = 0.6;
/** A name or a short form that nobody wrote examples for: let the pages say whether they know it. */
const asksWhoOrWhat = /^(?:who|what) (?:is|are) (?:the |an? )?[\w'-]+(?: [\w'-]+)?\W*$|\bwhat does \w+ (?:mean|stand for)\W*$/;
const loudestShown = 12;

/**
 * Trains on the labelled examples. A genuine question taken for off-topic would be declined, while an off-topic one
 * that goes to retrieval finds nothing; so a word of the union's own business speaks strongly against "off topic".
 */
export const trainMessageModel = (examples: RoutesFile["examples"]): MessageModel => {
  const rows = (Object.keys(examples) as LearntRoute[]).flatMap((label) =>
    examples[label].map((text) => ({ label, normalised: normaliseMessage(messageBody(cleanText(text).text)) })),
  );
  const textsOf = (labels: readonly LearntRoute[]): string[] =>
    rows.filter(({ label }) => labels.includes(label)).map(({ normalised }) => normalised);
  const business = countWords(textsOf(ownBusiness));
  const offTopic = countWords(textsOf(["off_topic"]));
  const featuresOf = (normalised: string, own: boolean): Feature[] =>
    messageFeatures(normalised, personalCues(normalised), businessShare(normalised, business, own));
  const classifier = trainClassifier(
    rows.map(({ label, normalised }) => ({ label, features: featuresOf(normalised, ownBusiness.includes(label)) })),
  );
  return {
    chances(normalised) {
      const chances = classifier.probabilities(featuresOf(normalised, false));
      if (hasCoreWord(normalised, business, offTopic) || asksWhoOrWhat.test(normalised))
        chances.off_topic *= offTopicDespiteCoreWord;
      if (chances.injection < injectionFrom) chances.injection = 0;
      return withMarkers(chances, normalised);
    },
    loudest: (normalised, route) => classifier.loudest(featuresOf(normalised, false), route, loudestShown),
  };
};
