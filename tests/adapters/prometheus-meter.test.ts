import { expect, test } from "vitest";
import { prometheusMeter } from "../../src/adapters/prometheus-meter.ts";

const linesOf = async (meter: ReturnType<typeof prometheusMeter>, name: string): Promise<string[]> =>
  (await meter.text()).body.split("\n").filter((line) => line.startsWith(name));

test("a label has a value of its list, and whatever else comes is other: nobody's name or id gets out", async () => {
  const meter = prometheusMeter();
  const count = meter.counter({ name: "a_total", says: "x", labels: { channel: ["slack", "email"], queue: () => ["general"] } });
  count({ channel: "slack", queue: "general" });
  count({ channel: "U024BE7LH", queue: "jane.doe@example.org" });
  count({ channel: null, queue: undefined }, 2);
  expect(await linesOf(meter, "a_total")).toEqual([
    'a_total{channel="slack",queue="general"} 1',
    'a_total{channel="other",queue="other"} 1',
    'a_total{channel="none",queue="none"} 2',
  ]);
});

test("a gauge is read anew each time, adds what falls together, and is left out when it cannot be read or takes too long", async () => {
  const meter = prometheusMeter();
  let rows = [
    { labels: { queue: "general" }, value: 2 },
    { labels: { queue: "gone" }, value: 3 },
    { labels: { queue: "long gone" }, value: 4 },
  ];
  meter.gauge({ name: "b_rows", says: "x", labels: { queue: ["general"] } }, () => rows);
  meter.gauge({ name: "b_fault", says: "x", labels: {} }, () => Promise.reject(new Error("no store")));
  meter.gauge({ name: "b_throws", says: "x", labels: {} }, () => {
    throw new Error("no store");
  });
  meter.gauge({ name: "b_hangs", says: "x", labels: {} }, () => new Promise(() => undefined));
  meter.gauge({ name: "b_one", says: "x", labels: {} }, () => [{ labels: {}, value: 7 }]);
  const startedAtMs = performance.now();
  expect(await linesOf(meter, "b_")).toEqual(['b_rows{queue="general"} 2', 'b_rows{queue="other"} 7', "b_one 7"]);
  expect(performance.now() - startedAtMs).toBeLessThan(3000);
  rows = [];
  expect(await linesOf(meter, "b_rows")).toEqual([]);
});

test("spans go into buckets, and the process's own figures are there", async () => {
  const meter = prometheusMeter();
  const observe = meter.histogram({ name: "c_seconds", says: "x", labels: {}, bucketsSeconds: [0.1, 1] });
  observe({}, 0.5);
  expect(await linesOf(meter, "c_seconds_bucket")).toEqual([
    'c_seconds_bucket{le="0.1"} 0',
    'c_seconds_bucket{le="1"} 1',
    'c_seconds_bucket{le="+Inf"} 1',
  ]);
  const { type, body } = await meter.text();
  expect(type).toContain("text/plain");
  expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /mu);
  expect(body).toMatch(/^process_resident_memory_bytes /mu);
});
