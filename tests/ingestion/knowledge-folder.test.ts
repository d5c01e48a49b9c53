import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { wordingKeys } from "../../src/domain/knowledge-config.ts";
import { KnowledgeError } from "../../src/ingestion/knowledge-error.ts";
import { readKnowledgeFolder } from "../../src/ingestion/knowledge-folder.ts";

const folderOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-knowledge-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
};

const routes = "general personal deadline crisis greeting thanks about_bot membership_office off_topic abuse injection";
const defaults = folderOf({
  "glossary.yaml": "terms: [{short: VR, long: [voluntary redundancy]}]\n",
  "wording.yaml": wordingKeys.map((key) => `${key}: "words"\n`).join(""),
  "routes.yaml": `examples: {${routes
    .split(" ")
    .map((name) => `${name}: []`)
    .join(", ")}}\ntopics: []\n`,
  "reps.yaml": "fallbackQueue: a\nurgentQueue: a\nqueues: [{id: a, name: A, contact: a@example.org}]\n",
});

const faultOf = async (folder: string): Promise<KnowledgeError> => {
  const fault = await readKnowledgeFolder(folder, defaults).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(fault).toBeInstanceOf(KnowledgeError);
  return fault as KnowledgeError;
};

const row = (extra: string): string => `sources:\n  - id: one\n    file: a.md\n${extra}`;

describe("a folder without a manifest", () => {
  test("makes every readable file a source and names the rest", async () => {
    const folder = folderOf({
      "Pay & Leave.txt": "a",
      "guides/Deep/x.HTML": "a",
      "x.md": "a",
      "x.txt": "a",
      "README.md": "a",
      "table.csv": "a",
      ".hidden.md": "a",
      ".git/x.md": "a",
    });
    const config = await readKnowledgeFolder(folder, defaults);
    expect(config.sources.map(({ id, file }) => [id, file])).toEqual([
      ["pay---leave", "Pay & Leave.txt"],
      ["readme", "README.md"],
      ["guides.deep.x", "guides/Deep/x.HTML"],
      ["x.md", "x.md"],
      ["x.txt", "x.txt"],
    ]);
    expect(config.unsupported).toMatchObject([{ file: "table.csv", code: "unsupported_type" }]);
    expect(config.glossary.terms[0]?.short).toBe("VR");
  });

  test("may be empty", async () => expect((await readKnowledgeFolder(folderOf({}), defaults)).sources).toEqual([]));

  test("its own glossary comes before the default one", async () => {
    const config = await readKnowledgeFolder(folderOf({ "glossary.yaml": "terms: []\n" }), defaults);
    expect(config.glossary.terms).toEqual([]);
  });
});

describe("a manifest", () => {
  test("is read, and files that it does not list are left alone", async () => {
    const folder = folderOf({ "sources.yaml": row("    updatedOn: 2025-06-06\n"), "a.md": "a", "b.md": "b", "x.csv": "" });
    const config = await readKnowledgeFolder(folder, defaults);
    expect(config.sources).toEqual([{ id: "one", file: "a.md", updatedOn: "2025-06-06", standing: "current" }]);
    expect(config.unsupported).toEqual([]);
  });

  test.each([
    ["unknown_key", row("    titel: A\n"), "sources[0].titel"],
    ["bad_value", row("    kind: rumour\n"), "sources[0].kind"],
    ["bad_value", row("    publishedOn: 2025-02-30\n"), "sources[0].publishedOn"],
    ["bad_value", row("    url: nowhere\n"), "sources[0].url"],
    ["duplicate_id", row("  - id: one\n    file: b.md\n"), "sources[1].id"],
    ["duplicate_file", row("  - id: two\n    file: ./a.md\n"), "sources[1].file"],
    ["missing_file", row("  - id: two\n    file: none.md\n"), "sources[1].file"],
    ["path_outside_folder", row("  - id: two\n    file: ../../etc/hosts.txt\n"), "sources[1].file"],
    ["path_outside_folder", row("  - id: two\n    file: /etc/hosts.txt\n"), "sources[1].file"],
    ["path_outside_folder", row("  - id: two\n    file: link.md\n"), "sources[1].file"],
    ["unsupported_type", row("  - id: two\n    file: a.csv\n"), "sources[1].file"],
    ["bad_yaml", "sources: [\n", null],
    ["bad_yaml", row("    title: A\n    title: B\n"), null],
    ["bad_value", "", "sources"],
  ])("with a fault is refused: %s in %j", async (code, manifest, field) => {
    const folder = folderOf({ "sources.yaml": manifest, "a.md": "a", "b.md": "b", "a.csv": "" });
    symlinkSync(path.join(defaults, "wording.yaml"), path.join(folder, "link.md"));
    const fault = await faultOf(folder);
    expect([fault.code, fault.file, fault.field]).toEqual([code, "sources.yaml", field]);
    expect(fault.message).toContain("sources.yaml");
    expect(fault.todo).not.toBe("");
  });
});

test("a folder that is not there, and a default that is nowhere, are named", async () => {
  expect((await faultOf("/nowhere/at/all")).code).toBe("no_folder");
  const fault = await readKnowledgeFolder(folderOf({}), folderOf({})).catch((reason: unknown) => reason);
  expect(fault).toMatchObject({ code: "missing_file", file: "glossary.yaml" });
});

describe("slack.yaml", () => {
  test("may be missing, and is the folder's own: nothing is taken from the defaults", async () => {
    const others = folderOf({ "a.md": "# A\n\nText.\n" });
    writeFileSync(path.join(defaults, "slack.yaml"), "channels: {C0123ABCD: off}\n");
    expect((await readKnowledgeFolder(others, defaults)).slack).toEqual({ channels: {} });
    const own = folderOf({ "a.md": "# A\n\nText.\n", "slack.yaml": 'channels:\n  C0123ABCD: "off"\n  G0123ABCD: ephemeral\n' });
    const read = await readKnowledgeFolder(own, defaults);
    expect(read.slack.channels).toEqual({ C0123ABCD: "off", G0123ABCD: "ephemeral" });
    expect(read.unsupported).toEqual([]);
  });

  test.each([
    ["channels: {general: mention}\n", "channels.general", /C0123ABCD/],
    ["channels: {C0123ABCD: never}\n", "channels.C0123ABCD", /mention/],
    ["chanels: {}\n", "chanels", /unknown key/],
  ])("%j is refused with its field", async (text, field, problem) => {
    const fault = await faultOf(folderOf({ "a.md": "# A\n\nText.\n", "slack.yaml": text }));
    expect([fault.file, fault.field]).toEqual(["slack.yaml", field]);
    expect(fault.message).toMatch(problem);
  });

  test("a fault of form names its line", async () => {
    const fault = await faultOf(
      folderOf({ "a.md": "# A\n\nText.\n", "slack.yaml": "channels:\n  C0123ABCD: off\n  C0123ABCD: off\n" }),
    );
    expect(fault.message).toMatch(/slack\.yaml.*line 3/s);
  });
});
