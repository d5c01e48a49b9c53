/** What can be wrong with a prompt file; closed. */
export const promptErrorCodes = ["missing_file", "bad_text", "bad_header", "wrong_id", "bad_parts", "bad_blanks"] as const;
export type PromptErrorCode = (typeof promptErrorCodes)[number];

/** A prompt that cannot be used. `code` is for programs; the message names the file, what is wrong and what to do. */
export class PromptError extends Error {
  readonly code: PromptErrorCode;
  readonly file: string;
  readonly todo: string;

  constructor(detail: { code: PromptErrorCode; file: string; problem: string; todo: string }, options?: { cause?: unknown }) {
    super(`${detail.file}: ${detail.problem}. ${detail.todo}`, options);
    this.name = "PromptError";
    this.code = detail.code;
    this.file = detail.file;
    this.todo = detail.todo;
  }
}
