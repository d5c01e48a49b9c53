import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const Environment = z.object({
  KNOWLEDGE_DIR: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"),
});

/** Settings after the command line and the environment have been read; folders are absolute. */
export type Config = {
  knowledgeFolder: string;
  /** The project's own knowledge folder, whose glossary, wordings, routes and reps serve where a folder has none. */
  defaultsFolder: string;
  dataFolder: string;
  port: number;
  logLevel: string;
};

/** A setting that cannot be used; `field` names the variable or flag. */
export class ConfigError extends Error {
  readonly code = "bad_config";
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

const projectFolder = fileURLToPath(new URL("..", import.meta.url));

/** Variables that are already set win over those of the file, as with `node --env-file`. */
const readEnvFile = (): void => {
  const file = resolve(projectFolder, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
};

/** Another folder than the project's own gets a data folder of its own, so that a trial run cannot disturb the service's index. */
const trialFolder = (knowledgeFolder: string): string =>
  `data/trials/${basename(knowledgeFolder)}-${createHash("sha256").update(knowledgeFolder).digest("hex").slice(0, 8)}`;

/**
 * Joins command-line folders with the environment. Flags win over variables, variables over defaults.
 * Throws `ConfigError` naming the variable that is out of form.
 */
export const readConfig = (flags: {
  knowledge?: string | undefined;
  data?: string | undefined;
  port?: number | undefined;
}): Config => {
  readEnvFile();
  const parsed = Environment.safeParse(process.env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const field = String(issue.path[0]);
    throw new ConfigError(field, `${field} in the environment or .env: ${issue.message}. See .env.example.`);
  }
  const defaultsFolder = resolve(projectFolder, "knowledge");
  const knowledgeFolder = resolve(flags.knowledge ?? parsed.data.KNOWLEDGE_DIR ?? defaultsFolder);
  const ownData = resolve(projectFolder, knowledgeFolder === defaultsFolder ? "data" : trialFolder(knowledgeFolder));
  return {
    knowledgeFolder,
    defaultsFolder,
    dataFolder: flags.data ? resolve(flags.data) : parsed.data.DATA_DIR ? resolve(parsed.data.DATA_DIR) : ownData,
    port: flags.port ?? parsed.data.PORT,
    logLevel: parsed.data.LOG_LEVEL,
  };
};
