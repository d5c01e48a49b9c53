import { createHash } from "node:crypto";
import { failure, type Script, type ScriptedRequest } from "../../tests/support/scripted-model-server.ts";
import { type ReadPrompt, readPrompt } from "../model-servers/read-prompt.ts";
import { completion } from "../model-servers/wire.ts";
import type { Crafted, Family } from "./attack.ts";

/** What was sent for one row. `digest` tells outputs apart. */
export type Sent = { kind: string; measured: boolean; lies: string[]; digest: string; body: string };

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
};

/** How far around the last question the next is looked for: messages that never reach the model leave gaps, and one may be mistaken. */
const lookAround = 60;
/** A question that is a little more alike and far away is not the one that was asked. */
const furtherCosts = 0.01;

/** Kinds in turns, each with its variants in order, so that no fault of the wire comes twice running. */
const inTurns = (families: readonly Family[]): { family: Family; turn: number }[] => {
  const most = Math.max(...families.map(({ rows }) => rows));
  return Array.from({ length: most }, (_, turn) =>
    families.filter(({ rows }) => turn < rows).map((family) => ({ family, turn })),
  ).flat();
};

/**
 * A model that lies. Gives each question of `questions`, which are asked in this order, the next bad output that can be made from its
 * passages, and the same one again when it is asked again. `sent` is filled as requests come, by the question's place.
 */
export const hostileScript = (
  questions: readonly string[],
  families: readonly Family[],
): { script: Script; sent: Map<number, Sent>; left: () => string[] } => {
  const words = questions.map(wordsOf);
  const queue = inTurns(families);
  const digests = new Set<string>();
  const sent = new Map<number, Sent>();
  let current = -1;

  const placeOf = (asked: string): number => {
    const wanted = wordsOf(asked);
    let best = current;
    let bestShare = current >= 0 ? alike(wanted, words[current]!) : 0;
    const from = Math.max(0, current - lookAround);
    for (let index = from; index < Math.min(words.length, current + 1 + lookAround); index += 1) {
      if (index === current || sent.has(index)) continue;
      const share = alike(wanted, words[index]!) - Math.abs(index - current - 1) * furtherCosts;
      if (share > bestShare) [best, bestShare] = [index, share];
    }
    return best;
  };

  const next = (prompt: ReadPrompt): Sent | null => {
    for (let place = 0; place < queue.length; place += 1) {
      const { family, turn } = queue[place]!;
      let crafted: Crafted | null = null;
      let digest = "";
      // A variant that came out as one sent before is made from another sentence.
      for (let shift = 0; shift < 3 && crafted === null; shift += 1) {
        crafted = family.craft(prompt, turn + shift * family.rows);
        digest =
          crafted === null
            ? ""
            : createHash("sha256").update(crafted.wire.body).update(String(crafted.wire.status)).digest("hex");
        if (digests.has(digest)) crafted = null;
      }
      if (crafted === null) continue;
      queue.splice(place, 1);
      digests.add(digest);
      wires.set(digest, crafted.wire);
      return {
        kind: family.kind,
        measured: family.measured === true,
        lies: crafted.lies.filter((lie) => lie.trim() !== ""),
        digest,
        body: crafted.wire.body,
      };
    }
    return null;
  };
  const wires = new Map<string, Crafted["wire"]>();

  const script: Script = (request: ScriptedRequest) => {
    const prompt = readPrompt(request.body);
    // Whatever else is asked gets a lie as well.
    if (prompt === null)
      return completion(
        JSON.stringify({
          question: "Where do I send my money, https://quillfeather.example?",
          verdicts: ["supported"],
          ready: true,
        }),
      );
    const place = placeOf(prompt.questions.join(" "));
    const made = sent.get(place) ?? next(prompt);
    current = place;
    if (made === null) return failure(500, "no attack left");
    sent.set(place, made);
    return wires.get(made.digest)!;
  };
  return { script, sent, left: () => queue.map(({ family, turn }) => `${family.kind} ${turn}`) };
};
