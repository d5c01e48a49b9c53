import { describe, expect, test } from "vitest";
import { exactWordsView } from "../../../src/channels/slack/blocks/exact-words-view.ts";
import { homeView } from "../../../src/channels/slack/blocks/home-view.ts";
import { notRightView, thanksView } from "../../../src/channels/slack/blocks/not-right-view.ts";
import { replyPosts } from "../../../src/channels/slack/blocks/reply-blocks.ts";
import { webAddress } from "../../../src/channels/slack/blocks/rich-text.ts";
import { cleanText } from "../../../src/domain/clean-text.ts";
import type { AnswerReply } from "../../../src/domain/reply.ts";
import { faultOfBlocks, faultOfView } from "../../../tools/fake-slack/block-limits.ts";
import { citationOf, citedReply } from "../../support/cited-reply.ts";
import { plainReply } from "../../support/plain-reply.ts";

/** mulberry32: the same numbers for the same seed, so that a failure can be seen again. */
const randomOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

const hostile = [
  "<!channel>", "<!here|x>", "<@U0BOT>", "<#C1|general>", "<https://evil.test|click>", "*bold*", "_it_", "~no~", "`code`", "```", "> q", ":bomb:",
  "&amp;", "&lt;", "<", ">", "&", '"', "\\", "\u202E", "\u2066", "\u200B", "\u0000", "\u0007", "\u001B[31m", "\uFEFF", "\uD800", "\uDC00", "\u{E0041}",
  "👩‍👩‍👧‍👦", "é", "e\u0301", "漢字", "עברית", "العربية", "\n", "\r\n", "\t", "\u2028", " ", ". ", "https://a.test/#:~:text=x", "@everyone", "|", "",
]; // biome-ignore format: a list of bits

type Random = ReturnType<typeof randomOf>;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const anyText = (random: Random, most: number): string => {
  const length = random() < 0.15 ? 0 : Math.floor(random() ** 4 * most);
  let text = "";
  while (text.length < length) {
    const kind = random();
    if (kind < 0.35) text += pick(random, hostile);
    else if (kind < 0.5) text += String.fromCodePoint(Math.floor(random() * 0x10ffff));
    else if (kind < 0.55) text += "x".repeat(Math.floor(random() * 400));
    else text += pick(random, ["a word ", "the board. ", "Chairs ", "1 May 2025 "]);
  }
  return text;
};
const anyUrl = (random: Random): string =>
  pick(random, [
    "https://example.org/a#:~:text=Every%20board%2C,three%20years",
    "https://example.org/a.pdf#page=7",
    `https://example.org/${"a".repeat(Math.floor(random() * 5000))}`,
    `https://example.org/b#:~:text=${"%20x".repeat(Math.floor(random() * 2000))}`,
    "javascript:alert(1)", "https://", "", "https://exa mple.org", "https://example.org/>|<", "data:text/html,x", `https://é.test/${anyText(random, 50)}`,
  ]); // biome-ignore format: a list of addresses
const anyReply = (random: Random, most: number): AnswerReply => {
  const text = () => anyText(random, most);
  const parts = Array.from({ length: Math.floor(random() * 4) }, () => {
    const citations = Array.from(
      { length: Math.floor(random() * 6) },
      (_, index) =>
      citationOf(index + 1, text(), {
        title: text(), publisher: text(), url: anyUrl(random), heading: [text(), text()], page: random() < 0.5 ? 7 : null,
        updatedOn: random() < 0.3 ? null : "2025-06-06", publishedOn: null,
      }), // biome-ignore format: fields
    );
    const claims = Array.from({ length: Math.floor(random() * 12) }, () => ({
      text: text(),
      citations: citations.map(({ number }) => number).filter(() => random() < 0.4),
      listItem: random() < 0.3,
    }));
    return { question: random() < 0.5 ? null : text(), claims, citations };
  });
  const opened = { id: "C-7K3M9Q", priority: "normal", dueOn: null, queue: "general", topic: "other" } as const;
  return {
    ...plainReply(""),
    outcome: pick(random, ["answered", "clarify", "signposted", "handed_over", "declined"]),
    lead: random() < 0.5 ? null : text(),
    general: random() < 0.8 ? null : text(),
    parts,
    missed: random() < 0.7 ? [] : [text()],
    notices: random() < 0.7 ? [] : [text(), text()],
    wayToPerson: text(),
    case: random() < 0.5 ? null : opened,
  };
};

/** All letters that the blocks show, without space, which cuts may take or give. */
const shownIn = (value: unknown): string => {
  const texts: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (node !== null && typeof node === "object")
      for (const [key, one] of Object.entries(node)) {
        if (key === "text" && typeof one === "string") texts.push(one);
        else walk(one);
      }
  };
  walk(value);
  return texts.join("").replace(/\s/gu, "");
};
const bare = (text: string): string => cleanText(text).text.replace(/\s/gu, "");

const check = (content: Parameters<typeof replyPosts>[0], said: readonly string[]): void => {
  const posts = replyPosts(content, "M-1");
  expect(posts.length).toBeGreaterThan(0);
  for (const { text, blocks } of posts) {
    expect(faultOfBlocks(blocks)).toBeNull();
    expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    expect(text.trim()).not.toBe("");
    expect(text.length).toBeLessThan(4000);
    expect(JSON.stringify(blocks)).not.toMatch(/"type":"(?:mrkdwn|user|usergroup|broadcast|channel|emoji|date)"/);
  }
  const shown = shownIn(posts.map(({ blocks }) => blocks));
  for (const text of said) expect(shown.includes(bare(text))).toBe(true);
};

describe("what Slack is given", () => {
  test("is within Slack's limits whatever is said, loses nothing, and none of it acts", () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = randomOf(seed);
      const reply = anyReply(random, seed % 10 === 0 ? 8000 : 400);
      const claims = reply.parts.flatMap((part) => part.claims.map(({ text }) => text));
      const rest = [reply.lead ?? "", reply.general ?? "", ...reply.missed, ...reply.notices, reply.wayToPerson];
      check(reply, [...claims, ...rest, ...reply.parts.map(({ question }) => question ?? "")]);
      const words = anyText(random, 3000);
      check({ kind: "rep", caseId: "C-1", signedAs: anyText(random, 80), words }, [words]);
      check({ kind: "worded", text: words }, [words]);
      const [view, others] = [exactWordsView(reply, true), exactWordsView(reply, false)];
      expect([faultOfView(view), faultOfView(others)]).toEqual([null, null]);
    }
  });

  test.each([
    ["one long word", "x".repeat(100_000)],
    ["emoji", "👩‍👩‍👧‍👦".repeat(9000)],
    ["quotes and strokes", '"\\'.repeat(50_000)],
    ["sentences", "Every board keeps its chair until the merger. ".repeat(2200)],
    ["lines", "a line\n".repeat(14_000)],
    ["nothing but what nobody sees", "\u200B\u202E\u0000".repeat(1000)],
  ])("tells 100 kB of %s whole, in messages of a size", (_, text) => {
    check({ kind: "worded", text }, [text]);
    check({ kind: "rep", caseId: "C-1", signedAs: "Ada", words: text }, [text]);
    check(citedReply([text, text.slice(0, 2000)]), [text]);
  });

  test("a home page of any questions and cases is within the limits", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = randomOf(seed);
      const question = () => anyText(random, 3000);
      const at = "2025-06-20T10:00:00.000Z";
      const questions = Array.from({ length: 5 }, () => {
        return { messageId: "M", question: question(), arrivedAt: at, isSettled: random() < 0.5, outcome: null, case: null };
      });
      const cases = Array.from({ length: 10 }, () => {
        return { id: "C-1", state: "open", question: question(), openedAt: at, dueOn: "2025-06-23", isTaken: false } as const;
      });
      const page = homeView({ questions, cases, queues: null, wayToPerson: question(), keptInWords: question() });
      expect(faultOfView(page)).toBeNull();
    }
    expect(faultOfView(notRightView("{}"))).toBeNull();
    expect(faultOfView(thanksView(["Thank you."]))).toBeNull();
  });

  test("keeps sentences whole and cuts a long answer between them", () => {
    const claims = Array.from(
      { length: 60 },
      (_, index) => `Sentence ${index} says that every board keeps its chair until the merger.`,
    );
    const posts = replyPosts(citedReply(claims), "M-1");
    expect(posts.length).toBeGreaterThan(1);
    const all = JSON.stringify(posts);
    for (const claim of claims) expect(all.split(`"${claim} "`)).toHaveLength(2);
    expect(posts.slice(0, -1).some(({ blocks }) => blocks.some(({ type }) => type === "actions"))).toBe(false);
    expect(posts.at(-1)?.blocks.at(-1)?.type).toBe("actions");
  });

  test("no message ends in a heading, wherever a long answer is cut", () => {
    for (let length = 1; length < 120; length += 1) {
      const reply = citedReply(
        Array.from({ length }, (_, index) => `Sentence ${index} of the answer says something of the boards.`),
      );
      for (const { blocks } of replyPosts(reply, "M-1"))
        expect(shownIn(blocks.filter(({ type }) => type === "rich_text"))).not.toMatch(/Wherethisstands,asof6June2025:$/);
    }
  });

  test("marks and sources open at the quotation, say the section or page and the date, and the oldest day leads", () => {
    const reply = citedReply(["One.", "Two."]);
    reply.parts[0]!.citations = [
      citationOf(1, "One.", { url: "https://example.org/a#:~:text=One%2E,-%20more", updatedOn: "2025-06-06" }),
      citationOf(2, "Two.", {
        url: "https://example.org/b.pdf#page=7",
        page: 7,
        heading: [],
        updatedOn: null,
        publishedOn: "2024-01-02",
      }),
    ];
    const all = JSON.stringify(replyPosts(reply, "M-1"));
    expect(all).toContain('{"type":"link","url":"https://example.org/a#:~:text=One%2E,-%20more","text":"[1]"}');
    expect(all).toContain('{"type":"link","url":"https://example.org/b.pdf#page=7","text":"Boards and their chairs"}');
    expect(all).toContain(", page 7 (Example), as of 2 January 2024");
    expect(all).toContain(", Chairs (Example), as of 6 June 2025");
    expect(all).toContain("Where this stands, as of 2 January 2024:");
  });

  test("what is cited several times from one place stands there once, and a person's address can be pressed", () => {
    const reply = citedReply(["One.", "Two.", "Three."]);
    reply.parts[0]!.citations[2] = citationOf(3, "Three.", { heading: ["Another section"] });
    const [post] = replyPosts(reply, "M-1");
    const list = post?.blocks
      .flatMap((block) => (block.type === "rich_text" ? block.elements : []))
      .find(({ type }) => type === "rich_text_list");
    expect(shownIn(list)).toBe(
      "[1][2]Boardsandtheirchairs,Chairs(Example),asof6June2025[3]Boardsandtheirchairs,Anothersection(Example),asof6June2025",
    );
    expect(JSON.stringify(list)).toContain(`"url":"${reply.parts[0]!.citations[1]!.url}","text":"[2]"`);
    expect(JSON.stringify(post)).toContain('{"type":"link","url":"mailto:reps@example.org","text":"reps@example.org"}');
  });

  test("an address that is too long loses its fragment, and one that is none is no link", () => {
    const long = `https://example.org/a#:~:text=${"x".repeat(3000)}`;
    expect(webAddress(long)).toBe("https://example.org/a");
    expect(webAddress(`https://example.org/${"x".repeat(3000)}`)).toBeNull();
    for (const url of [
      "javascript:alert(1)",
      "https://a.test/ b",
      "https://a.test/\u202Eb",
      "https://a.test/>",
      "ftp://a.test",
      "",
    ])
      expect(webAddress(url)).toBeNull();
  });

  test("shows the buttons that fit, and a case's number where no word names it", () => {
    const buttons = (over: Partial<AnswerReply>) => {
      const blocks = replyPosts(citedReply(["One."], over), "M-1").at(-1)!.blocks;
      const actions = blocks.find((block) => block.type === "actions");
      return actions?.type === "actions" ? actions.elements.map((element) => "action_id" in element && element.action_id) : [];
    };
    const opened = { id: "C-7K3M9Q", priority: "normal", dueOn: null, queue: "general", topic: "other" } as const;
    expect(buttons({})).toEqual(["exact_words", "this_helped", "not_right", "ask_a_rep"]);
    expect(buttons({ case: opened })).toEqual(["exact_words", "this_helped", "not_right"]);
    expect(buttons({ parts: [], outcome: "signposted" })).toEqual(["ask_a_rep"]);
    expect(buttons({ parts: [], outcome: "handed_over", reason: "crisis", case: opened })).toEqual([]);
    const named = (lead: string) =>
      JSON.stringify(replyPosts(citedReply([], { lead, case: opened }), "M-1")).split("C-7K3M9Q").length - 1;
    expect([named("Your case is C-7K3M9Q."), named("A rep will look.")]).toEqual([2, 1]);
  });
});
