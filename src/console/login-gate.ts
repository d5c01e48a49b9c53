import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** What became of a login link: `accepted` carries the new session's secret. */
export type LoginResult = { code: "accepted"; session: string } | { code: "already_used" } | { code: "wrong_token" };

/** Decides who may use the console. Sessions live as long as the process: a restart prints a new link. */
export type LoginGate = {
  exchange(token: string): LoginResult;
  isSession(session: string | undefined): boolean;
};

/** Compares digests, so that neither the length nor the first wrong letter shows in the time taken. */
const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(createHash("sha256").update(one).digest(), createHash("sha256").update(other).digest());

/**
 * A gate that takes `loginToken` once and hands out one session for it.
 * Throws `RangeError` for a token under 16 characters, which could be guessed.
 */
export const createLoginGate = (loginToken: string): LoginGate => {
  if (loginToken.length < 16) throw new RangeError("loginToken needs at least 16 characters");
  let session: string | null = null;
  return {
    exchange: (token) => {
      if (!sameSecret(token, loginToken)) return { code: "wrong_token" };
      if (session !== null) return { code: "already_used" };
      session = randomBytes(32).toString("base64url");
      return { code: "accepted", session };
    },
    isSession: (presented) => session !== null && presented !== undefined && sameSecret(presented, session),
  };
};
