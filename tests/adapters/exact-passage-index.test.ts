import { createExactPassageIndex } from "../../src/adapters/exact-passage-index.ts";
import { passageIndexContract } from "../contracts/passage-index.contract.ts";

passageIndexContract("exact search", async (vectors) => createExactPassageIndex(vectors));
