import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ChannelEnvironment, type LoopbackSettings, loopbackOf, type SlackSettings, slackOf } from "./config-channels.ts";
import { ConfigError } from "./config-error.ts";
import { type CrashPoint, crashPoints } from "./domain/crash-point.ts";

const flag = z
  .enum(["on", "off", "true", "false", "1", "0"])
  .default("off")
  .transform((written) => written === "on" || written === "true" || written === "1");

/** A password is part of the address, so the message must not repeat it. */
const badDatabaseUrl =
  "use postgres://user:password@host:5432/database, with signs such as # / ? @ % in the password written as %23 and so on; without it the store is SQLite";

const isPostgresAddress = (written: string): boolean => {
  const address = URL.parse(written);
  return address?.protocol === "postgres:" || address?.protocol === "postgresql:";
};

/** Days for which something is kept; null for ever. */
const keptDays = (usual: number) =>
  z
    .string()
    .default(String(usual))
    .refine((written) => written === "forever" || /^[1-9]\d{0,4}$/.test(written), { error: "write a number of days, or forever" })
    .transform((written) => (written === "forever" ? null : Number(written)));

const Environment = z.object({
  ...ChannelEnvironment.shape,
  KNOWLEDGE_DIR: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: z.string().refine(isPostgresAddress, { error: badDatabaseUrl }).optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).default("https://api.openai.com/v1"),
  OPENAI_MODEL: z.string().default("gpt-4.1-mini"),
  OPENAI_BUDGET_MS: z.coerce.number().int().min(200).max(120_000).default(20_000),
  OPENAI_MAX_OUTPUT_TOKENS: z.coerce.number().int().min(100).max(20_000).default(3000),
  OPENAI_DAILY_CAP_USD: z.coerce.number().min(0).default(5),
  OPENAI_PRICE_INPUT_USD: z.coerce.number().min(0).default(5),
  OPENAI_PRICE_OUTPUT_USD: z.coerce.number().min(0).default(20),
  VERIFY_WITH_MODEL: flag,
  EMBEDDINGS: z.enum(["bundled", "api"]).default("bundled"),
  OPENAI_EMBEDDING_MODEL: z.string().default("text-embedding-3-small"),
  OPENAI_EMBEDDING_DIMENSIONS: z.coerce.number().int().min(8).max(8192).optional(),
  HEALTH_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  HEALTH_HOST: z.union([z.ipv4(), z.ipv6(), z.literal("localhost")]).default("127.0.0.1"),
  ANSWERING: z.enum(["on", "off"]).default("on"),
  FAILPOINT: z
    .string()
    .regex(new RegExp(`^(${crashPoints.join("|")}):[1-9]\\d{0,5}$`))
    .transform((written) => {
      const [point, passing] = written.split(":");
      return { point: point as CrashPoint, passing: Number(passing) };
    })
    .optional(),
  MEMBER_SECRET: z.string().min(16).optional(),
  RETAIN_MESSAGES_DAYS: keptDays(90),
  RETAIN_CASES_DAYS: keptDays(730),
  RETAIN_ANSWERS_DAYS: keptDays(365),
  RETAIN_AUDIT_DAYS: keptDays(2190),
  RETAIN_LOGS_DAYS: keptDays(30),
  LOG_FILE: z.string().min(1).optional(),
  BACKUP_PASSPHRASE: z.string().min(12, { error: "use 12 letters or more, better four words by chance" }).optional(),
});

/** The language model in use. Money in US dollars, `budgetMs` for all calls of one message. */
export type ModelSettings = {
  apiKey: string;
  baseUrl: string;
  model: string;
  budgetMs: number;
  maxOutputTokens: number;
  dailyCapUsd: number;
  prices: { inputUsdPerMillion: number; outputUsdPerMillion: number };
  judges: boolean;
};

/** Which vectors passages and questions are searched with. `dimensions` is null when the server's own choice is taken. */
export type EmbeddingSettings =
  | { kind: "bundled" }
  | { kind: "api"; apiKey: string; baseUrl: string; model: string; dimensions: number | null };

/** Which engine holds the store. `schema` is null for the one that the database's user meets first. */
export type StoreSettings = { engine: "sqlite" } | { engine: "postgres"; url: string; schema: string | null };

/** How long what is kept, in days; null for ever. See `.env.example`. */
export type RetentionSettings = {
  messagesDays: number | null;
  casesDays: number | null;
  answersDays: number | null;
  auditDays: number | null;
  logsDays: number | null;
};

/** Settings after the command line and the environment have been read; folders are absolute. */
export type Config = {
  knowledgeFolder: string;
  /** The project's own knowledge folder, whose glossary, wordings, routes and reps serve where a folder has none. */
  defaultsFolder: string;
  /** Caches, and the store when it is SQLite. */
  dataFolder: string;
  store: StoreSettings;
  port: number;
  logLevel: string;
  /** Null without a key: answers are then the pages' own sentences. */
  model: ModelSettings | null;
  embeddings: EmbeddingSettings;
  /** Where the log is kept beside standard error, a file a day; null for nowhere. */
  logFile: string | null;
  retention: RetentionSettings;
  /** Null unless asked for. */
  loopback: LoopbackSettings | null;
  /** Null without a bot token. */
  slack: SlackSettings | null;
  /** Where health and metrics are served besides the console's port; null for nowhere. */
  health: { port: number; host: string } | null;
  /** Off: every question goes to reps, whatever the store's own switch says. */
  isAnsweringOff: boolean;
  /** What pseudonyms of members are made with; null for one that is kept in the data folder. */
  memberSecret: string | null;
  /** What copies of the store are encrypted with; null for copies in the clear. */
  backupPassphrase: string | null;
  /** Only for the kill test: the process ends itself at that passing of the crash point. */
  crashAt: { point: CrashPoint; passing: number } | null;
};

const projectFolder = fileURLToPath(new URL("..", import.meta.url));

/** Variables that are already set win over those of the file, as with `node --env-file`. */
const readEnvFile = (): void => {
  const file = resolve(projectFolder, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
};

const shortDigest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** Another folder than the project's own gets a data folder of its own, so that a trial run cannot disturb the service's index. */
const trialFolder = (knowledgeFolder: string): string =>
  `data/trials/${basename(knowledgeFolder)}-${shortDigest(knowledgeFolder)}`;

/** In PostgreSQL it is a schema of its own that keeps a trial run apart. */
const storeOf = (url: string | undefined, trialOf: string | null): StoreSettings =>
  url === undefined
    ? { engine: "sqlite" }
    : { engine: "postgres", url, schema: trialOf === null ? null : `noticeboard_trial_${shortDigest(trialOf)}` };

type Read = z.infer<typeof Environment>;

const modelOf = (read: Read): ModelSettings | null =>
  read.OPENAI_API_KEY === undefined
    ? null
    : {
        apiKey: read.OPENAI_API_KEY,
        baseUrl: read.OPENAI_BASE_URL,
        model: read.OPENAI_MODEL,
        budgetMs: read.OPENAI_BUDGET_MS,
        maxOutputTokens: read.OPENAI_MAX_OUTPUT_TOKENS,
        dailyCapUsd: read.OPENAI_DAILY_CAP_USD,
        prices: { inputUsdPerMillion: read.OPENAI_PRICE_INPUT_USD, outputUsdPerMillion: read.OPENAI_PRICE_OUTPUT_USD },
        judges: read.VERIFY_WITH_MODEL,
      };

const embeddingsOf = (read: Read): EmbeddingSettings => {
  if (read.EMBEDDINGS === "bundled") return { kind: "bundled" };
  if (read.OPENAI_API_KEY === undefined) {
    throw new ConfigError(
      "EMBEDDINGS",
      "EMBEDDINGS=api needs OPENAI_API_KEY. Set the key, or EMBEDDINGS=bundled. See .env.example.",
    );
  }
  const dimensions = read.OPENAI_EMBEDDING_DIMENSIONS ?? null;
  return {
    kind: "api",
    apiKey: read.OPENAI_API_KEY,
    baseUrl: read.OPENAI_BASE_URL,
    model: read.OPENAI_EMBEDDING_MODEL,
    dimensions,
  };
};

/** A line such as `OPENAI_API_KEY=` means that nothing is set. */
const withoutEmpty = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])));

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
  const parsed = Environment.safeParse(withoutEmpty(process.env));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const field = String(issue.path[0]);
    throw new ConfigError(field, `${field} in the environment or .env: ${issue.message}. See .env.example.`);
  }
  const defaultsFolder = resolve(projectFolder, "knowledge");
  const configuredFolder = resolve(parsed.data.KNOWLEDGE_DIR ?? defaultsFolder);
  const knowledgeFolder = flags.knowledge === undefined ? configuredFolder : resolve(flags.knowledge);
  // Whatever --data says: another folder's pages in the service's database would take the place of the service's own.
  const isTrial = knowledgeFolder !== configuredFolder;
  const ownData = resolve(projectFolder, knowledgeFolder === defaultsFolder ? "data" : trialFolder(knowledgeFolder));
  return {
    knowledgeFolder,
    defaultsFolder,
    dataFolder: flags.data ? resolve(flags.data) : parsed.data.DATA_DIR ? resolve(parsed.data.DATA_DIR) : ownData,
    store: storeOf(parsed.data.DATABASE_URL, isTrial ? knowledgeFolder : null),
    port: flags.port ?? parsed.data.PORT,
    logLevel: parsed.data.LOG_LEVEL,
    logFile: parsed.data.LOG_FILE === undefined ? null : resolve(parsed.data.LOG_FILE),
    retention: {
      messagesDays: parsed.data.RETAIN_MESSAGES_DAYS,
      casesDays: parsed.data.RETAIN_CASES_DAYS,
      answersDays: parsed.data.RETAIN_ANSWERS_DAYS,
      auditDays: parsed.data.RETAIN_AUDIT_DAYS,
      logsDays: parsed.data.RETAIN_LOGS_DAYS,
    },
    model: modelOf(parsed.data),
    embeddings: embeddingsOf(parsed.data),
    loopback: loopbackOf(parsed.data),
    slack: slackOf(parsed.data),
    health: parsed.data.HEALTH_PORT === undefined ? null : { port: parsed.data.HEALTH_PORT, host: parsed.data.HEALTH_HOST },
    isAnsweringOff: parsed.data.ANSWERING === "off",
    memberSecret: parsed.data.MEMBER_SECRET ?? null,
    backupPassphrase: parsed.data.BACKUP_PASSPHRASE ?? null,
    crashAt: parsed.data.FAILPOINT ?? null,
  };
};
