/** What can be wrong with a data folder; closed. */
export type StoreFaultCode = "newer_schema" | "cannot_open" | "migration_failed" | "in_use";

/** The store cannot be used. `code` is for programs, `message` says what to do. */
export class StoreFault extends Error {
  readonly code: StoreFaultCode;

  constructor(code: StoreFaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "StoreFault";
    this.code = code;
  }
}
