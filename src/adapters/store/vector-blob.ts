const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** A copy with a buffer of its own: pg's bytes are part of a larger one, and a `Buffer`'s own `slice` copies nothing. */
const copied = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const copy = new Uint8Array(bytes);
  if (!isLittleEndian) for (let at = 0; at + 3 < copy.length; at += 4) copy.subarray(at, at + 4).reverse();
  return copy;
};

/** A vector as float32 little-endian bytes, whatever the machine. */
export const blobOfVector = (vector: Float32Array): Uint8Array =>
  copied(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));

/** The vector in float32 little-endian bytes; a length that is no multiple of four is a `RangeError`. */
export const vectorOfBlob = (blob: Uint8Array): Float32Array => new Float32Array(copied(blob).buffer);
