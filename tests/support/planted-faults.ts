/** A file that breaks one rule, with the rule that must notice it. */
export type PlantedFault = { rule: string; path: string; text: string };

/** One fault for every dependency rule, written into a temporary copy of src. */
export const dependencyFaults: PlantedFault[] = [
  {
    rule: "no-cycles",
    path: "src/domain/planted-egg.ts",
    text: 'import type { Hen } from "./planted-hen.ts";\nexport type Egg = { from: Hen };\n',
  },
  { rule: "no-orphans", path: "src/domain/planted-orphan.ts", text: "export const alone = 1;\n" },
  {
    rule: "no-unresolvable",
    path: "src/flows/planted-nowhere.ts",
    text: 'import { gone } from "./planted-gone.ts";\nexport const seen = gone;\n',
  },
  {
    rule: "stages-apart",
    path: "src/answering/planted-stage.ts",
    text: 'import type { Found } from "../retrieval/planted-found.ts";\nexport type Seen = Found;\n',
  },
  {
    rule: "stage-needs-vocabulary-only",
    path: "src/routing/planted-flow.ts",
    text: 'import { seen } from "../flows/planted-nowhere.ts";\nexport const again = seen;\n',
  },
  {
    rule: "stage-does-no-io",
    path: "src/answering/planted-io.ts",
    text: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
  },
  {
    rule: "stage-does-no-io",
    path: "src/redaction/planted-sending.ts",
    text: 'import { request } from "node:https";\nexport const send = request;\n',
  },
  {
    rule: "stages-apart",
    path: "src/redaction/planted-routed.ts",
    text: 'import { read } from "../answering/planted-io.ts";\nexport const routed = read;\n',
  },
  {
    rule: "domain-needs-zod-only",
    path: "src/domain/planted-hash.ts",
    text: 'import { createHash } from "node:crypto";\nexport const hash = createHash;\n',
  },
  {
    rule: "ports-need-domain-only",
    path: "src/ports/planted-port.ts",
    text: 'import type { Pool } from "pg";\nexport type Store = Pool;\n',
  },
  {
    rule: "adapters-need-ports-and-domain",
    path: "src/adapters/planted-adapter.ts",
    text: 'import type { Found } from "../retrieval/planted-found.ts";\nexport type Kept = Found;\n',
  },
  {
    rule: "flows-need-stages-ports-domain",
    path: "src/flows/planted-flow.ts",
    text: 'import type { Page } from "../console/planted-page.ts";\nexport type Shown = Page;\n',
  },
  {
    rule: "channels-and-console-need-flows",
    path: "src/console/planted-page.ts",
    text: 'import type { Found } from "../retrieval/planted-found.ts";\nexport type Page = Found;\n',
  },
  {
    rule: "channels-apart",
    path: "src/channels/slack/planted-channel.ts",
    text: 'import type { Page } from "../../console/planted-page.ts";\nexport type Posted = Page;\n',
  },
  {
    rule: "only-compose-wires",
    path: "src/flows/planted-wiring.ts",
    text: 'import type { Kept } from "../adapters/planted-adapter.ts";\nexport type Wired = Kept;\n',
  },
  {
    rule: "only-commands-start",
    path: "src/flows/planted-start.ts",
    text: 'import { settings } from "../config.ts";\nexport const known = settings;\n',
  },
  {
    rule: "commands-hold-no-logic",
    path: "src/commands/planted-command.ts",
    text: 'import type { Found } from "../retrieval/planted-found.ts";\nexport type Printed = Found;\n',
  },
  {
    rule: "source-stands-alone",
    path: "src/flows/planted-test.ts",
    text: 'import { planted } from "../../tests/planted.ts";\nexport const tested = planted;\n',
  },
  {
    rule: "no-development-packages",
    path: "src/retrieval/planted-found.ts",
    text: 'import { create } from "@orama/orama";\nexport type Found = typeof create;\n',
  },
  {
    rule: "sqlite-fence",
    path: "src/flows/planted-sqlite.ts",
    text: 'import { DatabaseSync } from "node:sqlite";\nexport const open = DatabaseSync;\n',
  },
  {
    rule: "vendor-without-home",
    path: "src/flows/planted-vendor.ts",
    text: 'import { test } from "vitest";\nexport const vendor = test;\n',
  },
  {
    rule: "vendor-fence-console",
    path: "src/flows/planted-hono.ts",
    text: 'import { Hono } from "hono";\nexport const app = Hono;\n',
  },
  {
    rule: "vendor-fence-console",
    path: "src/adapters/planted-html.ts",
    text: 'import { html } from "hono/html";\nexport const page = html;\n',
  },
  {
    rule: "vendor-fence-adapters",
    path: "src/flows/planted-pg.ts",
    text: 'import { Pool } from "pg";\nexport const pool = Pool;\n',
  },
  {
    rule: "vendor-fence-adapters",
    path: "src/retrieval/planted-dense.ts",
    text: 'import hnswlib from "hnswlib-node";\nexport const dense = hnswlib;\n',
  },
  {
    rule: "vendor-fence-adapters",
    path: "src/ingestion/planted-split.ts",
    text: 'import { Document } from "@langchain/core/documents";\nexport const parsed = Document;\n',
  },
  {
    rule: "vendor-fence-adapters",
    path: "src/answering/planted-embed.ts",
    text: 'import type { initModel } from "@energetic-ai/embeddings";\nexport type Init = typeof initModel;\n',
  },
  {
    rule: "vendor-fence-adapters",
    path: "src/flows/planted-sql.ts",
    text: 'import { Kysely } from "kysely";\nexport const query = Kysely;\n',
  },
  {
    rule: "vendor-fence-adapters",
    path: "src/retrieval/planted-stem.ts",
    text: 'import { stemmer } from "stemmer";\nexport const stem = stemmer;\n',
  },
  {
    rule: "vendor-fence-adapters",
    path: "src/flows/planted-model.ts",
    text: 'import OpenAI from "openai";\nexport const model = OpenAI;\n',
  },
  {
    rule: "vendor-fence-retrieval",
    path: "src/adapters/planted-lexical.ts",
    text: 'import MiniSearch from "minisearch";\nexport const lexical = MiniSearch;\n',
  },
  {
    rule: "vendor-fence-ingestion",
    path: "src/adapters/planted-parse.ts",
    text: 'import { parseHTML } from "linkedom";\nexport const parse = parseHTML;\n',
  },
  {
    rule: "vendor-fence-ingestion",
    path: "src/answering/planted-marked.ts",
    text: 'import { marked } from "marked";\nexport const markdown = marked;\n',
  },
  {
    rule: "vendor-fence-routing",
    path: "src/answering/planted-dates.ts",
    text: 'import * as chrono from "chrono-node";\nexport const dates = chrono;\n',
  },
  {
    rule: "vendor-fence-yaml",
    path: "src/routing/planted-yaml.ts",
    text: 'import { parse } from "yaml";\nexport const yaml = parse;\n',
  },
  {
    rule: "vendor-fence-log",
    path: "src/flows/planted-log.ts",
    text: 'import { pino } from "pino";\nexport const log = pino;\n',
  },
  {
    rule: "vendor-fence-slack",
    path: "src/channels/email/planted-slack.ts",
    text: 'import { WebClient } from "@slack/web-api";\nexport const slack = WebClient;\n',
  },
  {
    rule: "vendor-fence-email",
    path: "src/channels/slack/planted-mail.ts",
    text: 'import nodemailer from "nodemailer";\nexport const mail = nodemailer;\n',
  },
];

/** Files that the faults import, so that each fault is the one meant. */
export const faultSurroundings: { path: string; text: string }[] = [
  {
    path: "src/domain/planted-hen.ts",
    text: 'import type { Egg } from "./planted-egg.ts";\nexport type Hen = { from: Egg };\n',
  },
  { path: "src/config.ts", text: 'import { z } from "zod";\nexport const settings = z.string();\n' },
  { path: "tests/planted.ts", text: "export const planted = 1;\n" },
];

/** One fault, at least, for every rule that reads source text. */
export const textFaults: PlantedFault[] = [
  { rule: "exports-are-explained", path: "src/domain/silent.ts", text: "export const silent = (): void => {};\n" },
  {
    rule: "exports-are-explained",
    path: "src/domain/apart.ts",
    text: "/** Told. */\nexport type Told = string;\n\nexport type Untold = string;\n",
  },
  { rule: "short-files", path: "src/domain/long.ts", text: "// line\n".repeat(301) },
  { rule: "environment-in-config", path: "src/adapters/clock.ts", text: "export const zone = process.env.TZ;\n" },
  {
    rule: "environment-in-config",
    path: "src/adapters/zone.ts",
    text: 'import { env } from "node:process";\nexport const zone = env.TZ;\n',
  },
  { rule: "no-barrels", path: "src/domain/all.ts", text: 'export * from "./answer.ts";\n' },
  { rule: "no-barrels", path: "src/domain/index.ts", text: "export const one = 1;\n" },
  { rule: "no-default-exports", path: "src/domain/one.ts", text: "const one = 1;\nexport default one;\n" },
  { rule: "no-default-exports", path: "src/domain/two.ts", text: "export default function two(): void {}\n" },
  { rule: "words-in-use", path: "src/domain/text-utils.ts", text: "export const one = 1;\n" },
  { rule: "words-in-use", path: "src/domain/split.ts", text: "export const splitChunks = (): void => {};\n" },
  { rule: "words-in-use", path: "src/domain/owner.ts", text: "export type Owner = { ticketId: string };\n" },
  { rule: "words-in-use", path: "src/domain/ask.ts", text: "export const ask = (customer: string): string => customer;\n" },
  { rule: "one-minter", path: "src/flows/cast.ts", text: "export const pass = (draft: unknown) => draft as VerifiedAnswer;\n" },
  {
    rule: "one-minter",
    path: "src/flows/stored.ts",
    text: "export const load = (row: string) => { const answer: VerifiedAnswer = JSON.parse(row); return answer; };\n",
  },
  {
    rule: "one-minter",
    path: "src/answering/other.ts",
    text: "export const many = (drafts: unknown) => drafts as VerifiedAnswer[];\n",
  },
  { rule: "ports-are-types", path: "src/ports/clock.ts", text: "export const now = (): Date => new Date();\n" },
  {
    rule: "checker-stands-alone",
    path: "tools/quotations/check.ts",
    text: 'import { foldText } from "../src/domain/fold-text.ts";\nfoldText("");\n',
  },
];
