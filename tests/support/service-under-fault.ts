import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { type Counts, countsOf } from "../../tools/kill-test/counts-of.ts";
import { freePort } from "../../tools/kill-test/places.ts";
import { openPostOffice, type PostOffice } from "../../tools/kill-test/post-office.ts";
import { questions, writeKnowledge } from "../../tools/kill-test/questions.ts";
import { postMessage } from "../../tools/kill-test/send-messages.ts";
import { type RunningService, type ServicePlace, startService } from "../../tools/kill-test/service.ts";
import { tally } from "../../tools/kill-test/tally.ts";

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is so, and says what was waited for when it takes longer than `mostMs`. Gives how long it took. */
export const until = async (what: string, isSo: () => Promise<boolean> | boolean, mostMs = 60_000): Promise<number> => {
  const startedAtMs = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAtMs > mostMs) throw new Error(`waited ${mostMs} ms in vain: ${what}`);
    await sleep(50);
  }
  return Math.round(performance.now() - startedAtMs);
};

/** The service's own word on whether it may be given messages; null while nobody answers. */
export const readiness = async (port: number): Promise<{ status: number; codes: string[] } | null> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3000) });
    return { status: response.status, codes: ((await response.json()) as { codes?: string[] }).codes ?? [] };
  } catch {
    return null;
  }
};

/** What a service said that was no line of its log; the whole log would drown a failed expectation. */
export const saidBy = ({ logFile }: { logFile: string }): string =>
  readFileSync(logFile, "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("{"))
    .join("\n");

/** How often each code stands in a service's log. */
export const codesIn = ({ logFile }: { logFile: string }): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const line of readFileSync(logFile, "utf8")
    .split("\n")
    .filter((each) => each.startsWith("{"))) {
    const { code } = JSON.parse(line) as { code?: string };
    if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
};

/** Members who go on writing: each sends a message again until it is acknowledged, then the next. */
export type Load = {
  acknowledged: { externalId: string; threadKey: string; atMs: number }[];
  /** Instants of tries that were not acknowledged. */
  refusedAtMs: number[];
  /** Lets every member have their last message acknowledged. */
  end(): Promise<void>;
};

const members = 4;
const betweenMs = 400;

const startLoad = (ports: number[], pauseMs = betweenMs): Load => {
  const load: Omit<Load, "end"> = { acknowledged: [], refusedAtMs: [] };
  let isOver = false;
  const write = async (member: number): Promise<void> => {
    for (let number = 0; !isOver; number += 1) {
      const message = { externalId: `message-${member}-${number}`, threadKey: `thread-${member}-${number >> 1}` };
      const text = questions[(member + number) % questions.length]!;
      for (let tries = 0; ; tries += 1) {
        const port = ports[(member + number + tries) % ports.length]!;
        if ((await postMessage(port, message.externalId, message.threadKey, text)) !== null) break;
        load.refusedAtMs.push(performance.now());
        await sleep(100);
      }
      load.acknowledged.push({ ...message, atMs: performance.now() });
      await sleep(pauseMs);
    }
  };
  const writing = Promise.all(Array.from({ length: members }, (_, member) => write(member)));
  return {
    ...load,
    end: async () => {
      isOver = true;
      await writing;
    },
  };
};

const isQuiet = (counts: Counts | null): boolean =>
  counts !== null &&
  [counts.jobs.ready, counts.jobs.leased, counts.replies.ready, counts.replies.sending, counts.replies.unknown].every(
    (count) => (count ?? 0) === 0,
  );

/** A folder, a post office, and services over them; `end` takes all of it away. */
export type FaultBench = {
  folder: string;
  office: PostOffice;
  /** Called at the end, when no service runs any more; the last first. */
  undoAtEnd(undo: () => unknown): void;
  place(over?: Partial<ServicePlace>): Promise<ServicePlace & { consolePort: number }>;
  start(place: ServicePlace, failpoint?: string): Promise<RunningService>;
  /** Four members write to these services, each `pauseMs` after the last message was taken in. */
  load(ports: number[], pauseMs?: number): Load;
  /** Ends the load, waits until nothing is left to do, and expects exactly one outcome of every acknowledged message. */
  expectOneOutcomeEach(load: Load, port: number): Promise<void>;
  end(): Promise<void>;
};

/** Opens a bench. Services answer before `start` resolves. A delivery takes the post office `takesMs`. */
export const openFaultBench = async (takesMs = 0): Promise<FaultBench> => {
  const folder = mkdtempSync(path.join(tmpdir(), "noticeboard-fault-"));
  const office = await openPostOffice(takesMs);
  const knowledgeFolder = path.join(folder, "knowledge");
  writeKnowledge(knowledgeFolder);
  const started: RunningService[] = [];
  const undone: (() => unknown)[] = [];
  let places = 0;
  return {
    folder,
    undoAtEnd: (undo) => void undone.push(undo),
    office,
    place: async (over = {}) => {
      places += 1;
      return {
        knowledgeFolder,
        dataFolder: path.join(folder, `data-${places}`),
        databaseUrl: null,
        port: await freePort(),
        consolePort: await freePort(),
        postOffice: office.url,
        logFile: path.join(folder, `service-${places}.log`),
        ...over,
      };
    },
    start: async (place, failpoint) => {
      const service = startService(place, failpoint ?? null);
      started.push(service);
      await until("the service takes messages in", async () => service.isGone() || (await countsOf(place.port)) !== null);
      return service;
    },
    load: startLoad,
    expectOneOutcomeEach: async (load, port) => {
      await load.end();
      const arrived = () => new Set(office.brought.map(({ replyTo }) => replyTo));
      await until(
        "everything acknowledged is delivered",
        async () => {
          const delivered = arrived();
          return load.acknowledged.every(({ externalId }) => delivered.has(externalId)) && isQuiet(await countsOf(port));
        },
        90_000,
      );
      await sleep(1500);
      const { accepted, outcomes, lost, twice } = tally(load.acknowledged, office.brought);
      expect({ outcomes, lost, twice }).toEqual({ outcomes: accepted, lost: 0, twice: 0 });
    },
    end: async () => {
      for (const service of started.splice(0)) {
        service.kill("SIGKILL");
        await service.ended;
      }
      for (const undo of undone.splice(0).reverse()) await undo();
      office.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
