import { expect, test } from "vitest";
import { decodeText } from "../../src/ingestion/decode-text.ts";

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};
const text = "Ann’s café costs £5 – or less.";

test.each([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16 with a mark, little end first", utf16(`\uFEFF${text}`, false)],
  ["UTF-16 with a mark, big end first", utf16(`\uFEFF${text}`, true)],
  ["UTF-16 without a mark", utf16(text.repeat(5), false)],
  ["Windows-1252", Buffer.from([...Buffer.from("Ann"), 0x92, ...Buffer.from("s caf"), 0xe9])],
  ["Latin-1", Buffer.from("café £5", "latin1")],
])("%s is read", (name, bytes) => {
  const decoded = decodeText(bytes);
  if (name === "Windows-1252") expect(decoded).toBe("Ann’s café");
  else if (name === "Latin-1") expect(decoded).toBe("café £5");
  else if (name === "UTF-16 without a mark") expect(decoded).toBe(text.repeat(5));
  else expect(decoded).toBe(text);
});

test("a page's own charset is believed when its bytes are no UTF-8", () => {
  const page = Buffer.concat([Buffer.from('<meta charset="iso-8859-2">'), Buffer.from([0xb3])]);
  expect(decodeText(page)).toContain("ł");
});

test.each([
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48])],
  ["random bytes", Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 37) % 256))],
])("%s is no text", (_name, bytes) => expect(decodeText(bytes)).toBeNull());
