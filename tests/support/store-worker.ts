/** Run as a process of its own by `store-processes.ts`: reads one task a line, answers each with one line of JSON. */
import { createInterface } from "node:readline";
import { newCase } from "./new-case.ts";
import { pageOf, receiptOf } from "./receipts.ts";
import { openAt, type StorePlace } from "./store-place.ts";

/** What a process is told to do. `as` numbers the processes. */
export type StoreTask =
  | { task: "open"; place: StorePlace }
  | { task: "write"; place: StorePlace; as: number; rounds: number }
  | { task: "reserve"; place: StorePlace; days: number; times: number; microUsd: number; capMicroUsd: number };

const boards = pageOf("boards", { One: ["First sentence of one."], Two: ["First sentence of two."], Three: ["And a third."] });
const sketches = [
  [[boards, "First sentence of one."]],
  [[boards, "First sentence of two."]],
  [[boards, "And a third."]],
] as const;

/** Everything that is written, in another order by each process: whoever locks carelessly waits for ever. */
const write = async ({ place, as, rounds }: Extract<StoreTask, { task: "write" }>): Promise<number> => {
  const store = await openAt(place);
  const turned = <T>(items: readonly T[]): T[] => (as % 2 === 0 ? [...items] : [...items].reverse());
  const vectors = turned(
    Array.from({ length: 200 }, (_, index) => ({ textDigest: `d${index}`, vector: Float32Array.of(index, as) })),
  );
  const digests = vectors.map(({ textDigest }) => textDigest);
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all([
      store.cases.open(newCase({ question: `${as}/${round}` })),
      store.receipts.save(receiptOf(`A-${as}-${round}`, turned(sketches))),
      store.knowledge.saveVectors("m", vectors),
      store.embeddings.serve({ modelId: "m", dimension: 2, api: null }, digests),
      store.knowledge.apply({
        upserted: turned([boards, pageOf(`own${as}`, { A: [`${round}.`] })]),
        removedSourceIds: [],
        unreadable: [],
      }),
      store.knowledge.snapshot(),
    ]);
  }
  await store.close();
  return rounds;
};

const reserve = async (task: Extract<StoreTask, { task: "reserve" }>): Promise<number> => {
  const store = await openAt(task.place);
  let granted = 0;
  for (let call = 0; call < task.days * task.times; call += 1) {
    if (await store.spend.reserve(`day ${Math.floor(call / task.times)}`, task.microUsd, task.capMicroUsd)) granted += 1;
  }
  await store.close();
  return granted;
};

const run = async (task: StoreTask): Promise<unknown> => {
  if (task.task === "write") return write(task);
  if (task.task === "reserve") return reserve(task);
  const store = await openAt(task.place);
  const { revision } = await store.knowledge.snapshot();
  await store.close();
  return revision;
};

process.stdout.write('"ready"\n');
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await run(JSON.parse(line) as StoreTask).catch((fault: Error) => ({ fault: `${fault.name}: ${fault.message}` }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
