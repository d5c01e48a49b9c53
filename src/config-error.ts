/** A setting that cannot be used; `field` names the variable or flag. */
export class ConfigError extends Error {
  readonly code = "bad_config";
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
