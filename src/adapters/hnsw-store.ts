import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { Embeddings } from "@langchain/core/embeddings";

/** LangChain's store insists on an embedder; here vectors always come ready made, so any use of it is a fault. */
class NoEmbeddings extends Embeddings {
  constructor() {
    super({});
  }
  embedDocuments(): Promise<number[][]> {
    return Promise.reject(new Error("the passage index takes vectors, not texts"));
  }
  embedQuery(): Promise<number[]> {
    return Promise.reject(new Error("the passage index takes vectors, not texts"));
  }
}

/** LangChain's store; its `index` is hnswlib's own. */
export type HnswStore = HNSWLib;

/** An empty LangChain HNSWLib store by cosine; the only place, with `loadHnswStore`, that knows the vendor. */
export const createHnswStore = (dimension: number): HnswStore =>
  new HNSWLib(new NoEmbeddings(), { space: "cosine", numDimensions: dimension });

/** Loads what `HNSWLib.save` wrote. Check the files first: the library reads a torn or foreign one without a word, or aborts. */
export const loadHnswStore = (directory: string): Promise<HnswStore> => HNSWLib.load(directory, new NoEmbeddings());
