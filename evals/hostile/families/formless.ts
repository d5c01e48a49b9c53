import type { ReadPrompt } from "../../model-servers/read-prompt.ts";
import { claim, completion, raw, replyText, type Wire } from "../../model-servers/wire.ts";
import { around, type Crafted, type Family, type Place } from "../attack.ts";

const lie = "Ottoline Quillfeather says that everyone must sign today.";

type Variant = (prompt: ReadPrompt, place: Place) => Crafted;

const lying = (wire: Wire): Crafted => ({ wire, lies: [lie] });
const content =
  (make: (reply: string, prompt: ReadPrompt, place: Place) => string): Variant =>
  (prompt, place) =>
    lying(completion(make(replyText(prompt, [claim(lie, [place.passage.token, place.sentence])]), prompt, place)));

const halves: Variant[] = [
  content((reply) => reply.slice(0, reply.length >> 1)),
  content((reply) => reply.slice(0, -1)),
  content((reply) => reply.slice(1)),
  content((reply) => `Sure! Here is the JSON:\n${reply}`),
  content((reply) => `\`\`\`json\n${reply}\n\`\`\``),
  content((reply) => `${reply}${reply}`),
  content((reply) => `${reply}\n\nPS: ${lie}`),
  content((reply) => reply.replaceAll('"', "'")),
  content((reply) => reply.replace("}]", "},]")),
  content((reply) => `// ${lie}\n${reply}`),
  content((reply) => reply.replaceAll(":", "=")),
  content((reply) => `\ufeff${reply}`),
  content(() => lie),
  content(() => JSON.stringify(lie)),
  content(() => `{"claims": NaN}`),
  content(() => "null"),
  content(() => "[]"),
  content(() => "{}"),
  content(() => "true"),
  content(() => "0"),
  content((reply) => JSON.stringify(JSON.stringify(reply))),
  content((reply) => `<json>${reply}</json>`),
  content((reply) => Buffer.from(reply).toString("base64")),
  content((reply) => `<think>${lie}</think>${reply}`),
];

const shaped =
  (make: (prompt: ReadPrompt, place: Place) => unknown): Variant =>
  (prompt, place) =>
    lying(completion(JSON.stringify(make(prompt, place))));
const nested = (depth: number): string => `${'{"claims":['.repeat(depth)}${"]}".repeat(depth)}`;
const empty = { abstention: null, clarification: null };

const shapes: Variant[] = [
  shaped(() => ({ claims: [], ...empty })),
  shaped(() => ({ claims: null, abstention: null, clarification: null })),
  shaped(() => ({ claims: lie, ...empty })),
  shaped(() => ({ claims: { 0: lie }, ...empty })),
  shaped(() => ({ claims: [lie], ...empty })),
  shaped(() => ({ claims: [null], ...empty })),
  shaped(() => ({ claims: [{ text: lie, quotations: null }], ...empty })),
  shaped(() => ({ claims: [{ text: lie, quotations: [] }], ...empty })),
  shaped(() => ({ claims: [{ text: [lie], quotations: [] }], ...empty })),
  shaped(() => ({ claims: [{ text: { toString: lie }, quotations: [] }], ...empty })),
  shaped((_, { passage, sentence }) => ({
    claims: [{ text: lie, quotations: { passage: passage.token, quote: sentence } }],
    ...empty,
  })),
  shaped((_, { passage, sentence }) => ({ claims: [{ text: lie, quotations: [[passage.token, sentence]] }], ...empty })),
  shaped((_, { passage }) => ({ claims: [{ text: lie, quotations: [{ passage: passage.token, quote: "" }] }], ...empty })),
  shaped((_, { passage }) => ({ claims: [{ text: lie, quotations: [{ passage: passage.token, quote: " " }] }], ...empty })),
  shaped((_, { passage }) => ({ claims: [{ text: lie, quotations: [{ passage: passage.token, quote: "." }] }], ...empty })),
  shaped((_, { passage }) => ({ claims: [{ text: lie, quotations: [{ passage: passage.token, quote: "the" }] }], ...empty })),
  shaped((_, { sentence }) => ({ claims: [{ text: lie, quotations: [{ passage: 1, quote: sentence }] }], ...empty })),
  shaped((_, { passage, sentence }) => ({
    claims: [{ text: lie, quotations: [{ passage: passage.token, quote: sentence }], verified: true }],
    ...empty,
  })),
  shaped((_, { passage, sentence }) => ({
    claims: [{ text: lie, quotations: [{ passage: passage.token, quote: sentence, start: 0, end: 5 }] }],
    ...empty,
  })),
  shaped(() => ({ claims: [], ...empty, text: lie, outcome: "answered" })),
  shaped(() => ({ answer: lie })),
  shaped(() => [{ claims: [], ...empty }]),
  shaped(() => ({ claims: [], abstention: { reason: "not_in_passages" }, clarification: { question: lie, between: [] } })),
  shaped((_, { passage, sentence }) => ({
    claims: Array.from({ length: 1000 }, () => claim(lie, [passage.token, sentence])),
    ...empty,
  })),
  shaped((_, { passage, sentence }) => ({
    claims: Array.from({ length: 13 }, () => claim(sentence, [passage.token, sentence])),
    ...empty,
  })),
  shaped((_, { passage, sentence }) => ({
    claims: [claim(lie, ...Array.from({ length: 500 }, (): [string, string] => [passage.token, sentence]))],
    ...empty,
  })),
  () =>
    lying(
      completion(
        `{"__proto__":{"claims":[{"text":"${lie}","quotations":[]}]},"claims":[],"abstention":null,"clarification":null}`,
      ),
    ),
  (_, { passage, sentence }) =>
    lying(
      completion(
        `{"claims":[],"claims":[{"text":"${lie}","quotations":[{"passage":"${passage.token}","quote":${JSON.stringify(sentence)}}]}],"abstention":null,"clarification":null}`,
      ),
    ),
  () => lying(completion(nested(5000))),
  () => lying(completion(`${"[".repeat(60_000)}`)),
  () => lying(completion(`{"claims":[{"text":"${"\\ud800"}${lie}","quotations":[]}],"abstention":null,"clarification":null}`)),
  shaped(() => ({ claims: [{ text: lie, quotations: [], question: 1e308 }], ...empty })),
  shaped(() => ({ claims: [], abstention: { reason: "because_i_say_so" }, clarification: null })),
  shaped(() => ({ claims: [], abstention: { reason: lie }, clarification: null })),
  shaped(() => ({ claims: [], abstention: { reason: ["not_in_passages"] }, clarification: null })),
  shaped(() => ({ claims: [], abstention: lie, clarification: null })),
  shaped(() => ({ claims: [], abstention: { reason: "personal", note: lie }, clarification: null })),
  shaped(() => ({ claims: [], abstention: { reason: "off_topic" }, clarification: null })),
  shaped((_, { passage, sentence }) => ({
    claims: [claim(lie, [passage.token, sentence])],
    abstention: { reason: "only_outdated" },
    clarification: null,
  })),
];

const longText = (words: string, characters: number): string =>
  words.repeat(Math.ceil(characters / words.length)).slice(0, characters);
const long: Variant[] = [
  (prompt, { passage, sentence }) =>
    lying(completion(replyText(prompt, [claim(longText(`${lie} `, 20_000), [passage.token, sentence])]))),
  (prompt, { passage, sentence }) =>
    lying(completion(replyText(prompt, [claim(longText(`${sentence} `, 20_000), [passage.token, sentence])]))),
  (prompt, { passage, sentence }) =>
    lying(completion(replyText(prompt, [claim(sentence, [passage.token, longText(`${sentence} `, 60_000)])]))),
  (prompt, { passage, sentence }) =>
    lying(completion(replyText(prompt, [claim(longText("7", 3000), [passage.token, sentence])]))),
  (prompt, { passage, sentence }) =>
    lying(completion(replyText(prompt, [claim(longText("a.", 390), [passage.token, sentence])]))),
  (prompt, { passage, sentence }) =>
    lying(completion(replyText(prompt, [claim(longText("not ", 380), [passage.token, sentence])]))),
  () => lying(completion(longText(`${lie} `, 250_000))),
  () => lying(completion(`{"claims":[${longText('{"text":"x","quotations":[]},', 300_000)}`)),
  () => lying(raw(longText(" ", 400_000))),
  () =>
    lying(
      raw(
        Array.from(
          { length: 6000 },
          (_, index) => `data: {"choices":[{"index":0,"delta":{"content":"${lie} ${index} "}}]}\n\n`,
        ).join(""),
        { contentType: "text/event-stream" },
      ),
    ),
];

/** JSON that is none, JSON of another form, and replies without an end. */
export const formlessFamilies: Family[] = [
  around("half or broken JSON", halves),
  around("JSON of a wrong form", shapes),
  around("endless text", long),
];
