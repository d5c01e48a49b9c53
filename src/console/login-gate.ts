import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What became of a login link: `accepted` carries the new session's secret. */
export type LoginResult = { code: "accepted"; session: string } | { code: "already_used" } | { code: "wrong_token" };

/** Decides who may use the console. */
export type LoginGate = {
  exchange(token: string): LoginResult;
  isSession(session: string | undefined): boolean;
};

/** What a gate is made of. The link's token opens it once; `sessionKey` signs sessions; `nowMs` is a clock in milliseconds. */
export type LoginGateParts = { loginToken: string; sessionKey: string; nowMs: () => number };

const sessionDays = 30;
const issuedLength = 8;
const nonceLength = 22;

/** Compares digests, so that neither the length nor the first wrong letter shows in the time taken. */
const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(createHash("sha256").update(one).digest(), createHash("sha256").update(other).digest());

/**
 * A gate that takes `loginToken` once and hands out one session for it. A session is the second of its issue and a random part, signed
 * (HMAC-SHA-256, RFC 2104): it needs no memory, so that a page that waits for an answer still may after a restart. It ends after 30 days.
 * Throws `RangeError` for a token or key under 16 characters, which could be guessed.
 */
export const createLoginGate = ({ loginToken, sessionKey, nowMs }: LoginGateParts): LoginGate => {
  if (loginToken.length < 16) throw new RangeError("loginToken needs at least 16 characters");
  if (sessionKey.length < 16) throw new RangeError("sessionKey needs at least 16 characters");
  const signed = (words: string): string =>
    `${words}${createHmac("sha256", sessionKey).update(`session\n${words}`).digest("base64url")}`;
  let isUsed = false;
  return {
    exchange: (token) => {
      if (!sameSecret(token, loginToken)) return { code: "wrong_token" };
      if (isUsed) return { code: "already_used" };
      isUsed = true;
      const issued = Math.floor(nowMs() / 1000).toString(36);
      return {
        code: "accepted",
        session: signed(`${issued.padStart(issuedLength, "0")}${randomBytes(16).toString("base64url")}`),
      };
    },
    isSession: (presented) => {
      const words = presented?.slice(0, issuedLength + nonceLength) ?? "";
      if (presented === undefined || !sameSecret(presented, signed(words))) return false;
      const ageSeconds = nowMs() / 1000 - Number.parseInt(words.slice(0, issuedLength), 36);
      return ageSeconds <= sessionDays * 86_400;
    },
  };
};
