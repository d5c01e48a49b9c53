import { describe, expect, test } from "vitest";
import type { Store } from "../../src/adapters/store/store.ts";
import type { FolderSettings } from "../../src/domain/folder-settings.ts";
import { type WordingFile, wordingKeys } from "../../src/domain/knowledge-config.ts";
import { pageOf } from "../support/receipts.ts";

const change = (...upserted: ReturnType<typeof pageOf>[]) => ({ upserted, removedSourceIds: [] as string[], unreadable: [] });
/** Settings of a folder whose greeting is `greeting`. */
const settingsSaying = (greeting: string): FolderSettings => ({
  glossary: { terms: [{ short: "VR", long: ["voluntary redundancy"] }], synonyms: { sacked: ["dismissed"] }, slang: {} },
  wording: { ...(Object.fromEntries(wordingKeys.map((key) => [key, key])) as WordingFile), greeting },
  routes: {
    examples: {
      general: ["How?"],
      personal: [],
      deadline: [],
      crisis: [],
      greeting: [],
      thanks: [],
      about_bot: [],
      membership_office: [],
      off_topic: [],
      abuse: [],
      injection: [],
    },
    topics: [{ id: "pay", label: "Pay", words: ["pay"] }],
  },
  reps: { fallbackQueue: "a", urgentQueue: "a", queues: [{ id: "a", name: "A", topics: [], contact: "a@example.org" }] },
  slack: { channels: { C0123ABCD: "off" as const } },
});
const unreadable = [{ sourceId: "x", file: "x.pdf", code: "damaged", message: "broken", digest: "d" }];

/** What every `KnowledgeStore` promises. `open` gives an empty store, `reopen` the same one again after it was closed. */
export const knowledgeStoreContract = (name: string, open: () => Promise<{ store: Store; reopen(): Promise<Store> }>): void => {
  describe(`${name} keeps the KnowledgeStore contract`, () => {
    test("gives back what was put in, after a restart too", async () => {
      const { store, reopen } = await open();
      const page = pageOf("a", { Part: ["It is so. It stays so."], Other: ["Nothing else."] });
      await store.knowledge.apply({ ...change(page), unreadable: [...unreadable, { ...unreadable[0]!, sourceId: "w" }] });
      await store.close();
      const again = await reopen();
      const snapshot = await again.knowledge.snapshot();
      const { sections: _sections, ...record } = page.document;
      expect(snapshot.documents).toEqual([record]);
      expect(snapshot.passages).toEqual(page.passages);
      expect(snapshot.unreadable).toEqual([{ ...unreadable[0], sourceId: "w" }, unreadable[0]]);
      expect(await again.knowledge.documentDigests()).toEqual(new Map([["a", page.document.digest]]));
      await again.close();
    });

    test("orders sources by the bytes of their ids, whatever the language of the server", async () => {
      const { store } = await open();
      const ids = ["b", "a-b", "a.b", "ab", "a_b", "B", "\u00E4", "z", "\u{1F4D6}", "\uFF5A"];
      await store.knowledge.apply(change(...ids.map((id) => pageOf(id, { Part: [`Page ${id}.`] }))));
      const bytes = [...ids].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
      const { documents, passages } = await store.knowledge.snapshot();
      expect(documents.map(({ sourceId }) => sourceId)).toEqual(bytes);
      expect(passages.map(({ sourceId }) => sourceId)).toEqual(bytes);
      await store.close();
    });

    test("changes its revision with whatever is served, and only then", async () => {
      const { store } = await open();
      const { knowledge } = store;
      const revisions: string[] = [];
      const apply = async (next: Parameters<typeof knowledge.apply>[0]): Promise<void> => {
        await knowledge.apply(next);
        revisions.push((await knowledge.snapshot()).revision);
      };
      await apply(change(pageOf("a", { A: ["One."] }), pageOf("b", { B: ["Two."] })));
      await apply({ ...change(), removedSourceIds: ["nothing"] });
      await apply(change(pageOf("a", { A: ["New one."] })));
      await apply({ ...change(), removedSourceIds: ["b"] });
      await apply({ ...change(), unreadable });
      await apply({ ...change(), unreadable });
      expect(revisions[1]).toBe(revisions[0]);
      expect(revisions[5]).toBe(revisions[4]);
      expect(new Set(revisions).size).toBe(4);
      expect((await knowledge.snapshot()).passages.map((passage) => passage.text)).toEqual(["New one."]);
      await store.close();
    });

    test("keeps the folder's settings with the pages, and a change of them alone is a change", async () => {
      const { store, reopen } = await open();
      const { knowledge } = store;
      expect((await knowledge.snapshot()).settings).toBe("never_kept");
      await knowledge.apply({
        ...change(pageOf("a", { A: ["One."] })),
        settings: settingsSaying("Hello \u0000\uD83D \u{1F469}"),
      });
      const first = await knowledge.snapshot();
      expect(first.settings).toEqual(settingsSaying("Hello \u0000\uD83D \u{1F469}"));
      await knowledge.apply({ ...change(), settings: settingsSaying("Hello \u0000\uD83D \u{1F469}") });
      await knowledge.apply(change());
      expect((await knowledge.state()).revision).toBe(first.revision);
      await knowledge.apply({ ...change(), settings: settingsSaying("Good day") });
      expect((await knowledge.state()).revision).not.toBe(first.revision);
      const broken = { ...pageOf("b", { B: ["Two."] }), passages: first.passages };
      await expect(knowledge.apply({ ...change(broken), settings: settingsSaying("Never") })).rejects.toThrow();
      await store.close();
      const again = await reopen();
      expect((await again.knowledge.snapshot()).settings).toEqual(settingsSaying("Good day"));
      await again.close();
    });

    test("tells by its state when pages, the model or whole vectors are other ones", async () => {
      const { store } = await open();
      const { knowledge, embeddings } = store;
      const model = (modelId: string) => ({ modelId, dimension: 1, api: null });
      await knowledge.apply(change(pageOf("a", { A: ["One."] })));
      const { revision } = await knowledge.state();
      expect(await knowledge.state()).toEqual({ revision, embeddedRevision: null, modelId: null });
      await embeddings.serve(model("m"), [], revision);
      expect(await knowledge.state()).toEqual({ revision, embeddedRevision: revision, modelId: "m" });
      expect(await knowledge.snapshot()).toMatchObject({ revision, embeddedRevision: revision, modelId: "m" });
      await knowledge.apply(change(pageOf("a", { A: ["New one."] })));
      const after = await knowledge.state();
      expect(after).toMatchObject({ embeddedRevision: revision, modelId: "m" });
      expect(after.revision).not.toBe(revision);
      await embeddings.serve(model("n"), []);
      expect(await knowledge.state()).toEqual({ revision: after.revision, embeddedRevision: after.revision, modelId: "n" });
      await store.close();
    });

    test("changes all or nothing", async () => {
      const { store } = await open();
      await store.knowledge.apply(change(pageOf("a", { A: ["One."] })));
      const before = await store.knowledge.snapshot();
      const good = pageOf("b", { B: ["Two."] });
      const clash = { ...pageOf("c", { C: ["Three."] }), passages: good.passages };
      await expect(store.knowledge.apply({ ...change(good, clash), removedSourceIds: ["a"] })).rejects.toThrow();
      expect(await store.knowledge.snapshot()).toEqual(before);
      await store.close();
    });

    test("keeps text of any script to the letter, and makes U+FFFD of what no store keeps", async () => {
      const { store } = await open();
      const text = "Caf\u00E9 \u6F22\u5B57 \u0627\u0644\u0639 \u{1F469}\u200D\u{1F680} \"q\" 'a' \\ % _ \u2028\u0007\t \uFFFE.";
      const page = pageOf("a", { "H\u00E9": [`${text} $1 ? ; --`] });
      const odd = { ...pageOf("odd", { Part: ["Half \uD83D of a pair, and \u0000 nothing."] }) };
      odd.document = { ...odd.document, title: "Title \u0000\uDE00" };
      await store.knowledge.apply({
        ...change(page, odd),
        unreadable: [{ ...unreadable[0]!, sourceId: "x\u0000", message: "\u0000\uD83D" }],
      });
      const snapshot = await store.knowledge.snapshot();
      expect(snapshot.passages.map((passage) => passage.text)).toEqual([
        page.passages[0]!.text,
        "Half \uFFFD of a pair, and \uFFFD nothing.",
      ]);
      expect(snapshot.documents[1]!.title).toBe("Title \uFFFD\uFFFD");
      expect(snapshot.unreadable[0]).toMatchObject({ sourceId: "x\uFFFD", message: "\uFFFD\uFFFD" });
      // A second look at the same folder finds nothing new.
      await store.knowledge.apply({
        ...change(),
        unreadable: [{ ...unreadable[0]!, sourceId: "x\u0000", message: "\u0000\uD83D" }],
      });
      expect((await store.knowledge.snapshot()).revision).toBe(snapshot.revision);
      await store.close();
    });

    test("caches vectors by text and model, to the last bit", async () => {
      const { store } = await open();
      const { knowledge } = store;
      const vector = Float32Array.of(0.25, -1, 3.5e-8, Number.MAX_VALUE, -0, 1.17549435e-38, Number.NaN);
      const part = new Float32Array([9, 1, 2, 9]).subarray(1, 3);
      await knowledge.saveVectors("m", [{ textDigest: "t", vector: Float32Array.of(7) }]);
      await knowledge.saveVectors("m", [
        { textDigest: "t", vector },
        { textDigest: "part", vector: part },
      ]);
      const found = await knowledge.vectors("m", ["t", "u", "part"]);
      expect([...found.keys()].sort()).toEqual(["part", "t"]);
      expect(Buffer.from(found.get("t")!.buffer).equals(Buffer.from(vector.buffer))).toBe(true);
      expect(found.get("part")).toEqual(Float32Array.of(1, 2));
      expect(await knowledge.vectors("other", ["t"])).toEqual(new Map());
      expect(await knowledge.vectors("m", [])).toEqual(new Map());
      await store.close();
    });

    test("takes the last of two vectors for one text that come together", async () => {
      const { store } = await open();
      await store.knowledge.saveVectors("m", [
        { textDigest: "t", vector: Float32Array.of(1) },
        { textDigest: "t", vector: Float32Array.of(2) },
      ]);
      expect(await store.knowledge.vectors("m", ["t"])).toEqual(new Map([["t", Float32Array.of(2)]]));
      await store.close();
    });

    test("takes ten thousand passages at once, with their vectors", async () => {
      const { store } = await open();
      const pages = Array.from({ length: 20 }, (_, page) => {
        const { document, passages } = pageOf(`p${page}`, { Part: ["Some text."] });
        const many = Array.from({ length: 500 }, (_each, ordinal) => ({
          ...passages[0]!,
          id: `p${page}#${ordinal}`,
          ordinal,
          text: `Passage ${ordinal} of page ${page}.`,
        }));
        return { document, passages: many };
      });
      await store.knowledge.apply(change(...pages));
      const { passages } = await store.knowledge.snapshot();
      expect(passages).toHaveLength(10_000);
      expect(passages[9_999]).toMatchObject({ id: "p9#499", text: "Passage 499 of page 9." });
      const rows = passages.map(({ id }, index) => ({ textDigest: id, vector: new Float32Array(64).fill(index) }));
      await store.knowledge.saveVectors("m", rows);
      const found = await store.knowledge.vectors(
        "m",
        rows.map(({ textDigest }) => textDigest),
      );
      expect(found.size).toBe(10_000);
      expect(rows.every(({ textDigest, vector }) => found.get(textDigest)?.[63] === vector[63])).toBe(true);
      await store.knowledge.apply({ ...change(), removedSourceIds: pages.map(({ document }) => document.sourceId) });
      expect((await store.knowledge.snapshot()).passages).toEqual([]);
      await store.close();
    });
  });
};
