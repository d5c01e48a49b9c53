/** Run as a process of its own by `store-processes.ts`: reads one task a line, answers each with one line of JSON. */
import { createInterface } from "node:readline";
import type { Store } from "../../src/adapters/store/store.ts";
import { newCase } from "./new-case.ts";
import { pageOf, receiptOf } from "./receipts.ts";
import { openAt, type StorePlace } from "./store-place.ts";

/** What a process is told to do. `as` numbers the processes. */
export type StoreTask =
  | { task: "open"; place: StorePlace }
  | { task: "write"; place: StorePlace; as: number; rounds: number }
  | { task: "append"; place: StorePlace; as: number; rounds: number }
  | { task: "claim"; place: StorePlace; as: number; caseIds: string[]; nowAt: string }
  | { task: "reserve"; place: StorePlace; days: number; times: number; microUsd: number; capMicroUsd: number };

const boards = pageOf("boards", { One: ["First sentence of one."], Two: ["First sentence of two."] });

/** A page that says in its title and in its text when it was written, so that a torn reading shows. */
const pageOfRound = (as: number, round: number) => {
  const { document, passages } = pageOf(`own${as}`, { Part: [`${round}.`] });
  return { document: { ...document, title: `${round}.` }, passages };
};

const readWhole = async ({ knowledge }: Store): Promise<void> => {
  const { documents, passages } = await knowledge.snapshot();
  const said = (sourceId: string) => passages.filter((passage) => passage.sourceId === sourceId).map(({ text }) => text);
  for (const { sourceId, title } of documents.filter((document) => document.sourceId.startsWith("own")))
    if (said(sourceId).join() !== title) throw new Error(`torn: ${sourceId} is of ${title} and says ${said(sourceId).join()}`);
};

/** What every process quotes in one round; nobody has kept these passages before. */
const quotedIn = (round: number) =>
  ["first", "second", "third"].map((name) => {
    const text = `The ${name} sentence of round ${round}.`;
    return [[pageOf(`${name}${round}`, { Part: [text] }), text]] as const;
  });

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
      store.receipts.save(receiptOf(`A-${as}-${round}`, turned(quotedIn(round)))),
      store.cases.open(newCase({ question: `${as}/${round}` })),
      store.knowledge.saveVectors("m", vectors),
      store.embeddings.serve({ modelId: "m", dimension: 2, api: null }, digests),
      store.knowledge.apply({ upserted: turned([boards, pageOfRound(as, round)]), removedSourceIds: [], unreadable: [] }),
      ...Array.from({ length: 5 }, () => readWhole(store)),
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

const append = async ({ place, as, rounds }: Extract<StoreTask, { task: "append" }>): Promise<number> => {
  const store = await openAt(place);
  const done = { actor: "noticeboard", action: "tested", codes: { as } };
  for (let round = 0; round < rounds; round += 1) {
    const subject = { kind: "case" as const, id: `C-${as}-${round}` };
    await store.audit.append({ ...done, subject }, { nowAt: new Date().toISOString() });
  }
  await store.close();
  return rounds;
};

/** Claims each case as it was seen when it was opened; gives what became of each, in words that can be compared. */
const claim = async ({ place, as, caseIds, nowAt }: Extract<StoreTask, { task: "claim" }>): Promise<string[]> => {
  const store = await openAt(place);
  const change = { event: { kind: "claimed", detail: {} }, actor: `rep-${as}`, becomes: { assignee: `rep-${as}` } } as const;
  const outcomes: string[] = [];
  for (const id of caseIds) {
    const acted = await store.cases.act(id, 1, change, { nowAt });
    outcomes.push(acted.kind === "stale" ? `stale ${acted.by} ${acted.what} ${acted.current.assignee}` : acted.kind);
  }
  await store.close();
  return outcomes;
};

const run = async (task: StoreTask): Promise<unknown> => {
  if (task.task === "write") return write(task);
  if (task.task === "append") return append(task);
  if (task.task === "reserve") return reserve(task);
  if (task.task === "claim") return claim(task);
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
