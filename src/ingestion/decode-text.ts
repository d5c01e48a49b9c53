const boms: { bytes: number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
];

const decodeWith = (bytes: Uint8Array, encoding: string, fatal: boolean): string | null => {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
};

/** UTF-16 without a mark: nearly every other byte of Western text is zero. */
const unmarkedUtf16 = (bytes: Uint8Array): string | null => {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = sample.length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return "utf-16le";
  return even > half * 0.6 && odd < half * 0.1 ? "utf-16be" : null;
};

const declaredCharset = (bytes: Uint8Array): string | null => {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1]?.toLowerCase() ?? null;
};

/** More than one control character in a hundred, or any NUL: these bytes were never meant to be read. */
const looksBinary = (text: string): boolean => {
  const sample = text.slice(0, 20_000);
  if (text.includes("\u0000")) return true;
  const controls = sample.match(/[\u0001-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/gu)?.length ?? 0;
  return controls > sample.length / 100;
};

/**
 * Decodes bytes of text: by byte order mark, else as UTF-8 when valid, else by the charset an HTML page declares, else as
 * Windows-1252 (which Latin-1 pages mean, https://encoding.spec.whatwg.org/). Null when the bytes are no text at all.
 */
export const decodeText = (bytes: Uint8Array): string | null => {
  const marked = boms.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte));
  const encoding = marked?.encoding ?? unmarkedUtf16(bytes);
  const certain = encoding === null ? decodeWith(bytes, "utf-8", true) : decodeWith(bytes, encoding, false);
  if (certain !== null) return looksBinary(certain) ? null : certain;
  const declared = declaredCharset(bytes);
  const guessed = (declared === null ? null : decodeWith(bytes, declared, true)) ?? decodeWith(bytes, "windows-1252", false);
  return guessed === null || looksBinary(guessed) ? null : guessed;
};
