import { afterAll, describe, expect, test } from "vitest";
import { parsingChild } from "../../../src/adapters/parsing-child/parsing-child.ts";
import type { FileFormat } from "../../../src/domain/parsed-file.ts";

const real = new URL("../../../src/ingestion/parse-entry.ts", import.meta.url);
const standIn = new URL("./hang-entry.ts", import.meta.url);
const file = (name: string, format: FileFormat, bytes: Uint8Array) => ({ name, format, bytes, today: "2025-06-20" });
const code = (outcome: { ok: boolean }): string => ("code" in outcome ? String(outcome.code) : "ok");

describe("a child that misbehaves", () => {
  const parser = parsingChild({ entry: standIn, timeoutMs: 3000, maxHeapMb: 32, maxBytes: 1000 });
  afterAll(() => parser.close());
  const ask = (name: string) => parser.parse(file(name, "text", Buffer.from("a")));

  test("is killed, named for what it did, and replaced; the next file is read", async () => {
    const outcomes = await Promise.all(["hang", "one", "die", "two", "eat", "three"].map(ask));
    expect(outcomes.map(code)).toEqual(["timed_out", "empty", "damaged", "empty", "out_of_memory", "empty"]);
  }, 60_000);

  test("stays for the next file when nothing went wrong", async () => {
    const [first, second] = [await ask("one"), await ask("two")];
    expect(first).toEqual(second);
  }, 30_000);

  test("never sees a file that is too large", async () => {
    expect(code(await parser.parse(file("big", "text", Buffer.alloc(1001, "a"))))).toBe("too_large");
  });
});

describe("hostile and broken files", () => {
  const parser = parsingChild({ entry: real, timeoutMs: 60_000 });
  afterAll(() => parser.close());
  const nested = (open: string, close: string, times: number): Buffer =>
    Buffer.from(`${open.repeat(times)}deep${close.repeat(times)}`);

  test.each([
    ["200,000 nested tags", "html", nested("<div>", "</div>", 200_000), "damaged"],
    ["200,000 tags never closed", "html", nested("<b>", "", 200_000), "damaged"],
    ["2 MB of nested lists", "html", nested("<ul><li>", "", 250_000), "damaged"],
    ["tags that never end", "html", Buffer.from("<a ".repeat(200_000)), "empty"],
    ["nested Markdown quotes", "markdown", nested("> ", "", 20_000), "damaged"],
    ["a zero-byte PDF", "pdf", Buffer.alloc(0), "empty"],
    ["a PDF cut off", "pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"), "damaged"],
    ["a PDF that is none", "pdf", Buffer.from("not at all"), "damaged"],
    ["a picture named .txt", "text", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0x49]), "not_text"],
    ["white space", "text", Buffer.from(" \n\t\n"), "empty"],
    ["a page of menus", "html", Buffer.from("<nav>Home</nav>"), "empty"],
    ["text with a mark", "text", Buffer.from("\uFEFFA text of words."), "ok"],
    ["Latin-1 text", "text", Buffer.from("A café is open.", "latin1"), "ok"],
    ["UTF-16 text", "text", Buffer.from("\uFEFFA text of words.", "utf16le"), "ok"],
  ] as const)(
    "%s: %s",
    async (name, format, bytes, expected) => {
      expect(code(await parser.parse(file(name, format, bytes)))).toBe(expected);
    },
    120_000,
  );
});
