import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { judgeReply } from "../../tools/judging/judge-reply.ts";
import { readKnownMaterial } from "../../tools/judging/known-material.ts";

const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-judge-"));
mkdirSync(folder, { recursive: true });
writeFileSync(
  path.join(folder, "leave.md"),
  "# Leave\n\n## Carers\n\nCarers may take up to 5 days of leave from 1 May 2025, says Acas.\n",
);
writeFileSync(
  path.join(folder, "sources.yaml"),
  "sources:\n  - { id: leave, title: Leave, url: https://example.org/leave, file: leave.md }\n",
);
writeFileSync(
  path.join(folder, "wording.yaml"),
  "not_in_sources: |-\n  I could not find it.\n  Your case is {case_id}.\nway_to_person: |-\n  Write to {rep_contact}.\n",
);
writeFileSync(path.join(folder, "reps.yaml"), "queues:\n  - { id: general, contact: rep@example.org }\n");
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const known = readKnownMaterial(folder, folder);

const quote = "Carers may take up to 5 days of leave from 1 May 2025, says Acas.";
const said = "According to Acas, carers may take up to five days of leave from 1 May 2025.";
const citation = {
  number: 1,
  sourceId: "leave",
  title: "Leave",
  publisher: "Union",
  url: "https://example.org/leave#:~:text=Carers%20may%20take",
  heading: ["Carers"],
  page: null,
  publishedOn: null,
  updatedOn: "2025-05-01",
  quote,
  passageId: "leave#1",
};
const row = {
  id: "a",
  question: "How many days?",
  outcome: "answered",
  reason: null,
  confidence: 0.9,
  text: `${said} [1]\n\nFrom: Leave (Union), as of 1 May 2025.\n\nWrite to rep@example.org.`,
  claims: [{ text: said, citations: [1] }],
  citations: [citation],
  asOf: "2025-05-01",
  notices: [],
  case: null,
  answerId: "A-1",
  timings: { totalMs: 1, retrieveMs: 1, draftMs: 1, verifyMs: 1 },
};
/** The row with other words in its only claim, in the text as well. */
const claiming = (text: string) => ({ ...row, text: row.text.replace(said, text), claims: [{ text, citations: [1] }] });
const texting = (text: string) => ({ ...row, text });

describe("the judge of replies", () => {
  test("has nothing against an honest row, nor against one that only hands over", () => {
    expect(judgeReply(row, known)).toEqual([]);
    const handedOver = {
      ...row,
      outcome: "handed_over",
      reason: "not_in_sources",
      claims: [],
      citations: [],
      answerId: null,
      case: { id: "C-1", priority: "normal", dueOn: null, queue: "general", topic: "other" },
      text: "I could not find it.\nYour case is C-1.\n\nWrite to rep@example.org.",
    };
    expect(judgeReply(handedOver, known)).toEqual([]);
  });

  test.each([
    ["another figure", claiming(said.replace("five", "six")), "says six"],
    ["another figure in digits", claiming(said.replace("five", "50")), "says 50"],
    ["digits of another script", claiming(said.replace("five", "٥")), "digit ٥"],
    ["another month", claiming(said.replace("May 2025", "June 2025")), "month jun"],
    ["another name", claiming(said.replace("Acas", "Unison")), "names Unison"],
    ["a foreign link", claiming(`${said} See evil.example/pay`), "foreign address evil.example/pay"],
    ["a foreign address", claiming(`${said} Ask me@evil.example.`), "foreign address me@evil.example"],
    ["a telephone number", claiming(`${said} Ring 07700 900123.`), "foreign address 07700 900123"],
    ["a mention", claiming(`<!channel> ${said}`), "Slack mention"],
    ["markup", claiming(`**Now**: ${said}`), "markdown emphasis"],
    ["a hidden character", claiming(said.replace("five", "fi\u200bve")), "hidden or control character"],
    ["a sentence that is no claim", texting(`${row.text} Sign today.`), "Sign today"],
    ["a paragraph of its own", texting(`${row.text}\n\nYou are fired.`), "You are fired."],
    ["wording with another address in it", texting(row.text.replace("Write to rep@", "Write to me@")), "strange rep_contact"],
    ["a claim that the text leaves out", texting("Write to rep@example.org."), "has no mark in the text"],
    [
      "a quotation that is not there",
      { ...row, citations: [{ ...citation, quote: quote.replace("5", "6") }] },
      "not word for word",
    ],
    [
      "a link to somewhere else",
      { ...row, citations: [{ ...citation, url: citation.url.replace("example.org", "evil.example") }] },
      "no address of its source",
    ],
    ["no receipt", { ...row, answerId: null }, "without a receipt"],
    ["a key too many", { ...row, model: "x" }, "not in the contract"],
  ])("sees %s", (_, broken, words) => expect(judgeReply(broken, known).join("\n")).toContain(words));
});
