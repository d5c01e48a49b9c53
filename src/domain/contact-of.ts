import type { RepsFile } from "./knowledge-config.ts";

/** How to reach a person, where nothing says which queue a matter belongs to. */
export const contactOf = ({ queues, fallbackQueue }: RepsFile): string =>
  (queues.find(({ id }) => id === fallbackQueue) ?? queues[0]!).contact;
