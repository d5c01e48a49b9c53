import { describe, expect, test } from "vitest";
import type { Passage } from "../../src/domain/passage.ts";
import type { Receipt } from "../../src/domain/receipt.ts";
import { verifyReceipt } from "../../src/flows/verify-receipt.ts";
import { pageOf, receiptOf } from "../support/receipts.ts";

const boards = pageOf("boards", {
  "How many": ["The number of boards will fall from 60 to 35. Nobody knows which."],
  When: ["The new boards start on 1 April 2026."],
});
const fall = [boards, "The number of boards will fall from 60 to 35."] as const;
const start = [boards, "The new boards start on 1 April 2026."] as const;

/** Proves a receipt as a store without a fault of its own would give it back, everything quoted still served. */
const prove = (change: (receipt: Receipt) => unknown = () => undefined, served?: (passage: Passage) => Passage | null) => {
  const receipt = structuredClone(receiptOf("A-0000000001", [[fall], [start]]));
  change(receipt);
  const passages = receipt.cited.map(({ passage }) => (served ? served(passage) : passage)).filter((each) => each !== null);
  const stored = { receipt, faults: [], servedPassages: new Map(passages.map((passage) => [passage.id, passage])) };
  let rulesAsked = 0;
  const deps = {
    receipts: { read: async () => stored },
    prove: async () => {
      rulesAsked += 1;
      return () => ({ verdict: "refuted", reason: "figure_not_quoted" }) as const;
    },
  };
  return verifyReceipt(deps, receipt.id).then((proof) => ({ proof, rulesAsked }));
};
const faultsAfter = async (...args: Parameters<typeof prove>): Promise<string[]> => {
  const { proof } = await prove(...args);
  return proof.kind === "broken" ? proof.faults : [];
};

describe("proving an answer again", () => {
  test("counts what stands", async () => {
    const { proof } = await prove();
    expect(proof).toMatchObject({ kind: "proved", provedClaims: 2, notes: [] });
  });

  test("says when there is no such answer", async () => {
    const deps = { receipts: { read: async () => null }, prove: () => Promise.reject(new Error("not needed")) };
    expect(await verifyReceipt(deps, "A-0")).toEqual({ kind: "unknown" });
  });

  test("asks for the rules of paraphrase only where a model wrote", async () => {
    const words = (receipt: Receipt): void => {
      receipt.mode = "extractive";
      receipt.model = null;
    };
    expect((await prove(words)).rulesAsked).toBe(0);
    expect((await prove()).rulesAsked).toBe(1);
  });

  test("notes what a sync has replaced, without calling it a fault", async () => {
    const { proof } = await prove(undefined, (passage) => (passage.text.includes("April") ? null : passage));
    expect(proof).toMatchObject({ kind: "proved", notes: [expect.stringMatching(/^passage boards#\w+ is no longer served/)] });
  });

  // Each is what someone would leave behind who changed a part and put right every digest of the store.
  test.each<[string, (receipt: Receipt) => unknown, RegExp]>([
    [
      "a claim that its quotation does not say",
      ({ claims }) => Object.assign(claims[0]!, { text: "All boards will go." }),
      /^claim 1 is not proved.*figure not quoted$/,
    ],
    [
      "a quotation that does not stand there",
      ({ claims }) => Object.assign(claims[1]!.quotations[0]!, { start: 1 }),
      /^claim 2 is not proved.*quotation not found$/,
    ],
    ["a quotation of nothing that was kept", ({ cited }) => cited.pop(), /^claim 2 is not proved.*unknown passage$/],
    [
      "a passage with other words",
      ({ cited }) => Object.assign(cited[0]!.passage, { text: `${cited[0]!.passage.text} More.` }),
      /^the quoted passage boards#\w+ does not have its digest/,
    ],
    [
      "a passage under another heading",
      ({ cited }) => Object.assign(cited[0]!.passage, { heading: ["Else"] }),
      /^the quoted passage boards#\w+ does not have its id/,
    ],
    [
      "a passage with the record of another page",
      ({ cited }) => Object.assign(cited[0]!.document, { sourceId: "forum" }),
      /record of another page$/,
    ],
    [
      "a text without a claim",
      (receipt) => Object.assign(receipt, { text: receipt.text.replace("1 April", "2 April") }),
      /^claim 2 does not stand in the text/,
    ],
    [
      "a text with another mark",
      (receipt) => Object.assign(receipt, { text: receipt.text.replace("[2]", "[1]") }),
      /^claim 2 does not stand in the text/,
    ],
    ["claims the other way round", ({ claims }) => claims.reverse(), /^claim 2 does not stand in the text/],
    [
      "a text that says more",
      (receipt) => Object.assign(receipt, { text: `${receipt.text} You will get 100 pounds. [3]` }),
      /^\[3\] in the text has no quotation$/,
    ],
    ["no model", (receipt) => Object.assign(receipt, { model: null }), /^a model wrote the claims, but/],
    ["no prompt", ({ model }) => Object.assign(model!, { promptDigest: "" }), /^a model wrote the claims, but/],
    ["no claim at all", (receipt) => Object.assign(receipt, { claims: [], text: "Yes." }), /claims nothing$/],
  ])("finds %s", async (_, change, fault) => {
    const faults = await faultsAfter(change);
    expect(faults).toContainEqual(expect.stringMatching(fault));
  });

  test("finds a passage that is served under its old id with other words", async () => {
    const faults = await faultsAfter(undefined, (passage) => ({ ...passage, text: passage.text.replace("60", "61") }));
    expect(faults).toContainEqual(expect.stringMatching(/^the passage as served now, boards#\w+ does not have its digest/));
  });

  test("takes no offence at marks that came with the question or a page's title", async () => {
    const { proof } = await prove((receipt) => {
      receipt.questions = ["What does note [7] mean?"];
      receipt.cited[0]!.document.title = "Boards [8]";
      receipt.text = `\u201CWhat does note [7] mean?\u201D\n\n${receipt.text}\n\nBoards [8] is old.`;
    });
    expect(proof.kind).toBe("proved");
  });
});
