import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenCorpus, openCorpus } from "../../evals/open-guides.ts";
import { createRetriever, type Retriever } from "../../src/retrieval/retrieve.ts";

const seeds = new URL("../../../shared/seeds", import.meta.url).pathname;

/** Questions as members type them, with a pattern that one of the first `within` passages must hold. */
const asked: [string, RegExp, number][] = [
  ["any1 know wen the blueprnt thing is due", /blueprint/iu, 3],
  ["wot is happenin with the volantary redundency scheme", /model voluntary redundancy scheme/iu, 3],
  ["hw many icbs will ther be", /42 to 27/u, 3],
  ["is nhse gonna do mars", /MARS/u, 2],
  ["wen does the partnership forum meet nxt", /next meets/u, 1],
  ["how much do trusts hav to cut corprate costs by", /corporate costs/u, 1],
  ["who is runing the csus now", /four CSUs/u, 5],
  ["how many csu staff facing redundancy in 2014", /300/u, 3],
  ["can i get help if i join after it starts", /four weeks/u, 5],
  ["wat does mip think of the cuts", /strongly opposed/u, 3],
  ["who has mip writen to about the job cuts", /Streeting/u, 3],
  ["do i have to giv bak my redundency payment if i get re employed", /clawback/u, 3],
];

describe.skipIf(!existsSync(seeds))("typing errors and slang on the two seed pages (skipped without ../shared)", () => {
  let corpus: OpenCorpus;
  let retriever: Retriever;
  let dataFolder = "";
  beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), "noticeboard-seeds-"));
    corpus = await openCorpus(seeds, dataFolder);
    retriever = await createRetriever(corpus.deps, corpus.snapshot);
  }, 120_000);
  afterAll(async () => {
    await corpus?.close();
    await rm(dataFolder, { recursive: true, force: true });
  });

  test.each(asked)("%j", async (question, holds, within) => {
    const { ranked } = await retriever.retrieve({ question }, within);
    expect(ranked.map(({ passage }) => passage.text).join("\n")).toMatch(holds);
  });
});
