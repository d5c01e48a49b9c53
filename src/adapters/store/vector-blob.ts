const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

const swapped = (bytes: Uint8Array): Uint8Array => {
  const turned = bytes.slice();
  for (let at = 0; at + 3 < turned.length; at += 4) turned.subarray(at, at + 4).reverse();
  return turned;
};

/** A vector as float32 little-endian bytes, whatever the machine. */
export const blobOfVector = (vector: Float32Array): Uint8Array => {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength).slice();
  return isLittleEndian ? bytes : swapped(bytes);
};

/** The vector in float32 little-endian bytes; a length that is no multiple of four is a `RangeError`. */
export const vectorOfBlob = (blob: Uint8Array): Float32Array => {
  const bytes = isLittleEndian ? blob.slice() : swapped(blob);
  return new Float32Array(bytes.buffer, 0, bytes.byteLength / 4);
};
