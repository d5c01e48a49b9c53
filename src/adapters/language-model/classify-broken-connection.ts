import { type AttemptFault, attemptFault } from "./attempt-fault.ts";

/** Nothing can have been asked, so nothing can be billed. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS\w*|ERR_SSL\w*|\w*CERT\w*)$/;

/** The system's word for what broke, from an error or what caused it; null when there is none in the usual form. */
export const errnoOf = (error: unknown): string | null => {
  for (let depth = 0, at = error; depth < 5 && at instanceof Error; depth += 1, at = at.cause) {
    const code = (at as Error & { code?: unknown }).code;
    if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code;
  }
  return null;
};

/** A connection that gave no answer at all, or one that broke while the answer was being read. */
export const classifyBrokenConnection = (error: unknown, answerBegun: boolean): AttemptFault => {
  const errno = errnoOf(error);
  return attemptFault(answerBegun ? "cut_off" : "unreachable", {
    health: "down",
    retry: "after_wait",
    errno,
    charge: errno !== null && neverConnected.test(errno) ? "none" : "worst_case",
  });
};
