import { describe, expect, test } from "vitest";
import { pageOf } from "../support/receipts.ts";
import type { StoreEngine } from "../support/store-engines.ts";
import { openAt } from "../support/store-place.ts";

const bundled = { modelId: "bundled", dimension: 2, api: null };
const behindApi = { modelId: "api", dimension: 3, api: { place: "example.org/v1", model: "small", askedDimension: 3 } };
const vector = Float32Array.of(1, 2);

/** What every `EmbeddingStore` promises. */
export const embeddingStoreContract = (engine: StoreEngine): void => {
  describe(`${engine.name} keeps the EmbeddingStore contract`, () => {
    test("knows which model is served, over a restart too", async () => {
      const place = engine.newPlace();
      const first = await openAt(place);
      expect(await first.embeddings.served()).toBeNull();
      await first.embeddings.serve(behindApi, []);
      expect(await first.embeddings.served()).toEqual(behindApi);
      await first.embeddings.serve({ ...behindApi, api: { ...behindApi.api, askedDimension: null } }, []);
      await first.close();
      const second = await openAt(place);
      expect(await second.embeddings.served()).toEqual({ ...behindApi, api: { ...behindApi.api, askedDimension: null } });
      await second.embeddings.serve(bundled, []);
      expect(await second.embeddings.served()).toEqual(bundled);
      await second.close();
    });

    test("keeps only the served model's vectors of texts that are used", async () => {
      const { knowledge, embeddings, close } = await openAt(engine.newPlace());
      const digests = Array.from({ length: 1200 }, (_, index) => `d${index}`);
      await knowledge.saveVectors(
        "api",
        digests.map((textDigest) => ({ textDigest, vector })),
      );
      await knowledge.saveVectors("bundled", [{ textDigest: "d0", vector }]);
      expect(await embeddings.serve(behindApi, new Set(["d0", "d7", "unknown"]))).toBe(1199);
      expect([...(await knowledge.vectors("api", digests)).keys()].sort()).toEqual(["d0", "d7"]);
      expect((await knowledge.vectors("bundled", ["d0"])).size).toBe(0);
      await close();
    });

    test("keeps the vectors of pages that another process brought meanwhile, and does not call them whole", async () => {
      const { knowledge, embeddings, close } = await openAt(engine.newPlace());
      const page = pageOf("a", { A: ["One."] });
      await knowledge.apply({ upserted: [page], removedSourceIds: [], unreadable: [] });
      const { revision } = await knowledge.state();
      await knowledge.apply({ upserted: [], removedSourceIds: ["a"], unreadable: [] });
      await knowledge.saveVectors("api", [{ textDigest: "of the other process", vector }]);
      await knowledge.saveVectors("bundled", [{ textDigest: "d0", vector }]);
      expect(await embeddings.serve(behindApi, [], revision)).toBe(1);
      expect((await knowledge.vectors("api", ["of the other process"])).size).toBe(1);
      expect(await knowledge.state()).toMatchObject({ embeddedRevision: null, modelId: "api" });
      await close();
    });
  });
};
