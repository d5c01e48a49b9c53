import { expect, test } from "vitest";
import { answeringInThread } from "../src/compose-answering-thread.ts";
import type { Config } from "../src/config.ts";
import type { ServedNews } from "../src/flows/answering.ts";
import { memorySpineStore } from "./support/memory-spine-store.ts";
import { message, postOffice, startProcess } from "./support/spine-process.ts";

test("a message that ends the answering thread is tried again later; those beside it are answered at their first try", async () => {
  const faults: string[] = [];
  const served: ServedNews[] = [];
  const open = answeringInThread(null, new URL("./support/moody-answering.ts", import.meta.url));
  const logFault = (code: string, cause: unknown): void => void faults.push(`${code} ${(cause as { code?: string }).code ?? ""}`);
  const answering = open({} as Config, { logFault, onServed: (news) => void served.push(news) });
  await answering.sync(() => undefined, "first");
  answering.follow();
  expect(served).toHaveLength(1);

  const { store, tables } = memorySpineStore();
  const post = postOffice();
  const decide = { scenario: null, history: [], skipRouting: false };
  const running = startProcess(
    { store, channel: post.channel },
    { handleMessage: ({ id, text }) => answering.decide({ ...decide, id, question: text }) },
  );
  const texts = ["one", "please END it", "two", "three", "four", "five"];
  for (const text of texts) await running.accept(message(text, `thread of ${text}`));
  await expect.poll(() => post.brought.length, { timeout: 60_000 }).toBe(5);
  await expect.poll(() => running.events.some(({ code }) => code === "job_retried"), { timeout: 60_000 }).toBe(true);
  await running.stop();

  const others = texts.filter((text) => text !== "please END it");
  expect(post.brought.map(({ text }) => text).sort()).toEqual(others.map((text) => `answer to ${text}`).sort());
  for (const { message: kept, attempt } of tables.jobs)
    if (others.includes(kept.text)) expect([kept.text, attempt]).toEqual([kept.text, 1]);
  const retried = running.events.filter(({ code }) => code === "job_retried");
  expect(retried[0]).toMatchObject({ why: "job_fault", cause: { code: "thread_died" } });
  // Its folder could not be read when it came back, so it served what the store holds.
  expect(faults).toContain("answering_thread_lost thread_died");
  expect(faults).toContain("sync_after_restart_failed bad_folder");
  await answering.close();
});
