import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentReaders, houseRuleFindings, houseRuleNames } from "./support/house-rules.ts";
import { dependencyFaults, faultSurroundings, textFaults } from "./support/planted-faults.ts";
import { typescriptFiles } from "./support/typescript-files.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const options = await extractDepcruiseOptions(join(root, ".dependency-cruiser.cjs"));
const tsConfig = extractTsConfig(join(root, "tsconfig.json"));

const cruiseSource = async (baseDir: string): Promise<ICruiseResult> => {
  const { output } = await cruise(["src"], { ...options, baseDir, outputType: "json" }, options.enhancedResolveOptions, {
    tsConfig,
  });
  return typeof output === "string" ? (JSON.parse(output) as ICruiseResult) : output;
};

const violationLines = (result: ICruiseResult): string[] =>
  result.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} -> ${violation.to}`);

describe("dependencies", () => {
  test("follow the house rules, seen in every file", async () => {
    const result = await cruiseSource(root);
    const cruised = result.modules.filter((module) => /^src\/.*\.ts$/.test(module.source) && module.couldNotResolve !== true);
    // An empty cruise also has no violations: dependency-cruiser without a TypeScript it knows sees 0 files.
    expect(cruised.map((module) => module.source).sort()).toEqual(typescriptFiles(root, ["src"]).map((file) => file.path));
    expect(violationLines(result)).toEqual([]);
  });
});

describe("a planted fault", () => {
  let folder = "";
  let violations: { rule: string; path: string }[] = [];

  beforeAll(async () => {
    mkdirSync(join(root, ".tmp"), { recursive: true });
    // Inside the project, so that packages resolve just as they do for the real files.
    folder = mkdtempSync(join(root, ".tmp", "planted-"));
    cpSync(join(root, "src"), join(folder, "src"), { recursive: true });
    cpSync(join(root, "package.json"), join(folder, "package.json"));
    for (const { path, text } of [...faultSurroundings, ...dependencyFaults]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const result = await cruiseSource(folder);
    violations = result.summary.violations.map((violation) => ({ rule: violation.rule.name, path: violation.from }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(dependencyFaults)("is caught by $rule in $path", ({ rule, path }) => {
    expect(violations).toContainEqual({ rule, path });
  });

  test("exists for every rule", () => {
    const names = options.ruleSet?.forbidden?.map((rule) => rule.name) ?? [];
    expect(names.length).toBeGreaterThan(20);
    expect([...new Set(dependencyFaults.map((fault) => fault.rule))].sort()).toEqual([...names].sort());
  });
});

describe("source text", () => {
  const folders = ["src", "tests", "evals", "bench", "tools"];

  test("follows the house rules", () => {
    const files = typescriptFiles(root, folders);
    expect(files.length).toBeGreaterThan(20);
    expect(houseRuleFindings(files).map((finding) => `${finding.rule}: ${finding.words}`)).toEqual([]);
  });

  test("is short: the median file of src stays under 60 lines", () => {
    const lengths = typescriptFiles(root, ["src"])
      .map((file) => file.text.split("\n").length - 1)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(60);
  });

  test("names a file for every exception", () => {
    const paths = typescriptFiles(root, ["src"]).map((file) => file.path);
    expect(paths).toEqual(expect.arrayContaining(Object.keys(environmentReaders)));
  });

  test.each(textFaults)("$rule catches $path", ({ rule, path, text }) => {
    expect(houseRuleFindings([{ path, text }]).map((finding) => finding.rule)).toContain(rule);
  });

  test("has a planted fault for every rule", () => {
    expect([...new Set(textFaults.map((fault) => fault.rule))].sort()).toEqual([...houseRuleNames].sort());
  });

  test("is left alone when it keeps the rules", () => {
    const kept = [
      { path: "src/config.ts", text: "/** Told. */\nexport const port = (): string | undefined => process.env.PORT;\n" },
      {
        path: "src/answering/verify-claims.ts",
        text: "/** Told. */\nexport const mint = (draft: unknown) => draft as VerifiedAnswer;\n",
      },
      { path: "src/flows/show.ts", text: "/** Told. */\nexport const show = (answer: VerifiedAnswer): string => answer.text;\n" },
      {
        path: "src/domain/managerial.ts",
        text: "/** Told. */\nexport const { agent } = library;\nexport const uncommon = library.chunks;\n",
      },
    ];
    expect(houseRuleFindings(kept)).toEqual([]);
  });
});
