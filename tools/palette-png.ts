import { crc32, deflateSync, inflateSync } from "node:zlib";

type Pixels = { width: number; height: number; rgb: Buffer };

/** Chunks of a PNG by name (https://www.w3.org/TR/png-3/), the data of each name joined. */
const pngPartsOf = (png: Buffer): Map<string, Buffer> => {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    parts.set(name, Buffer.concat([parts.get(name) ?? Buffer.alloc(0), png.subarray(at + 8, at + 8 + length)]));
    at += length + 12;
  }
  return parts;
};

const paeth = (left: number, up: number, corner: number): number => {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

/** Reads an 8-bit RGB or RGBA picture, as Chromium draws them. Throws for any other. */
const read = (png: Buffer): Pixels => {
  const parts = pngPartsOf(png);
  const header = parts.get("IHDR")!;
  const [width, height, depth, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  if (depth !== 8 || (kind !== 2 && kind !== 6)) throw new Error(`a PNG of depth ${depth} and colour type ${kind}`);
  const bytes = kind === 2 ? 3 : 4;
  const raw = inflateSync(parts.get("IDAT")!);
  const stride = width * bytes;
  const lines = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)]!;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < bytes ? 0 : lines[at - bytes]!;
      const up = y === 0 ? 0 : lines[at - stride]!;
      const corner = x < bytes || y === 0 ? 0 : lines[at - stride - bytes]!;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      lines[at] = raw[y * (stride + 1) + 1 + x]! + guess;
    }
  }
  const rgb = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) lines.copy(rgb, pixel * 3, pixel * bytes, pixel * bytes + 3);
  return { width, height, rgb };
};

const part = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

const distance = (a: number, b: number): number =>
  [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0);

/** The same picture in its 16 most used colours, each other pixel in the nearest of them: a fraction of the size, and letters stay as they are. */
export const palettePng = (png: Buffer): Buffer => {
  const { width, height, rgb } = read(png);
  const colourAt = (pixel: number): number => rgb.readUIntBE(pixel * 3, 3);
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colour = colourAt(pixel);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  // Colours that look alike would fill the palette with one ramp.
  const palette: number[] = [];
  for (const [colour] of [...counts].sort((a, b) => b[1] - a[1]))
    if (palette.length < 16 && palette.every((one) => distance(one, colour) > 900)) palette.push(colour);
  const nearest = new Map<number, number>();
  for (const colour of counts.keys()) {
    const distances = palette.map((one) => distance(one, colour));
    nearest.set(colour, distances.indexOf(Math.min(...distances)));
  }
  const stride = Math.ceil(width / 2) + 1;
  const lines = Buffer.alloc(stride * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    lines[y * stride + 1 + (x >> 1)]! |= nearest.get(colourAt(pixel))! << (x % 2 === 0 ? 4 : 0);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    png.subarray(0, 8),
    part("IHDR", header),
    part("PLTE", colours),
    part("IDAT", deflateSync(lines, { level: 9 })),
    part("IEND", Buffer.alloc(0)),
  ]);
};
