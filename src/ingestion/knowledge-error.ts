/** What can be wrong with a knowledge folder; closed. */
export const knowledgeErrorCodes = [
  "no_folder",
  "bad_yaml",
  "unknown_key",
  "bad_value",
  "duplicate_id",
  "duplicate_file",
  "missing_file",
  "path_outside_folder",
  "unsupported_type",
] as const;
export type KnowledgeErrorCode = (typeof knowledgeErrorCodes)[number];

/** Where the fault is and what the volunteer should do about it. `field` is a path such as `sources[2].url`. */
export type KnowledgeErrorDetail = {
  code: KnowledgeErrorCode;
  file: string;
  field: string | null;
  problem: string;
  todo: string;
};

/** A knowledge folder that cannot be used. Nothing is indexed from it; `code` is for programs, `message` for people. */
export class KnowledgeError extends Error {
  readonly code: KnowledgeErrorCode;
  readonly file: string;
  readonly field: string | null;
  readonly todo: string;

  constructor(detail: KnowledgeErrorDetail, options?: { cause?: unknown }) {
    const place = detail.field === null ? detail.file : `${detail.file}, ${detail.field}`;
    super(`${place}: ${detail.problem}. ${detail.todo}`, options);
    this.name = "KnowledgeError";
    this.code = detail.code;
    this.file = detail.file;
    this.field = detail.field;
    this.todo = detail.todo;
  }
}
