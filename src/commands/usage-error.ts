/** Wrong use of a command: the message says what was wrong and what to do; the process ends with exit code 2. */
export class UsageError extends Error {
  readonly code = "wrong_use";
}
