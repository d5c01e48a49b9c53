/**
 * Milliseconds to wait as a server asks: `retry-after-ms` (OpenAI's), else `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
 * Null when there is none that can be read; 0 for a date that has passed.
 */
export const retryAfterMs = (headers: Headers, now: Date): number | null => {
  const millis = asNumber(headers.get("retry-after-ms"));
  if (millis !== null) return millis;
  const after = headers.get("retry-after");
  const seconds = asNumber(after);
  if (seconds !== null) return seconds * 1000;
  // A date begins with its weekday; Date.parse takes much else for one, "-5" for the year 2001.
  const at = after !== null && /^[A-Z][a-z]{2,8},? /.test(after) ? Date.parse(after) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
};

const asNumber = (text: string | null): number | null =>
  text !== null && /^\s*\d{1,12}(\.\d{1,6})?\s*$/.test(text) ? Number(text) : null;
