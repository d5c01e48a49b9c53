/** What can be wrong with a copy of the store, or stands in the way of bringing one back; closed. */
export type CopyFaultCode =
  | "no_store"
  | "no_copy"
  | "not_a_copy"
  | "damaged_copy"
  | "newer_copy"
  | "needs_passphrase"
  | "wrong_passphrase"
  | "cannot_write"
  | "not_empty"
  | "other_secret";

/** A copy cannot be made, read or brought back. `code` is for programs, `message` says what to do; nothing was changed. */
export class CopyFault extends Error {
  readonly code: CopyFaultCode;

  constructor(code: CopyFaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "CopyFault";
    this.code = code;
  }
}
