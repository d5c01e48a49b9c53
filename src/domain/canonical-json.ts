const memberOf = ([key, value]: [string, unknown]): string => `${JSON.stringify(key)}:${canonicalJson(value)}`;

/**
 * One spelling for one value, to be hashed: JSON with sorted keys and no white space (RFC 8785, JSON Canonicalization Scheme).
 * Keys without a value are left out; half of a surrogate pair, which no store keeps, becomes U+FFFD as it does in UTF-8.
 * Throws `TypeError` for what JSON cannot say, such as `NaN` or a function.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value.toWellFormed());
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`JSON has no ${typeof value} such as ${String(value)}`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  // RFC 8785 sorts by UTF-16 code units, as JavaScript compares strings.
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(memberOf)
    .join(",")}}`;
};
