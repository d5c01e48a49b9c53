import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Labels, LabelValues, Meter } from "../ports/meter.ts";

/** A reading that takes longer is left out, so that a store that hangs does not hang the answer. */
const readWithinMs = 2000;

const closed = <L extends LabelValues>(lists: L, labels: Labels<L>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(lists).map(([name, list]) => {
      const value = labels[name] ?? "none";
      const known = typeof list === "function" ? list() : list;
      return [name, value === "none" || known.includes(value) ? value : "other"];
    }),
  );

/** A meter over prom-client, with a register of its own. */
export const prometheusMeter = (): Meter => {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  return {
    counter: ({ name, says, labels }) => {
      const counter = new Counter({ name, help: says, labelNames: Object.keys(labels), registers });
      return (given, by = 1) => counter.inc(closed(labels, given), by);
    },
    histogram: ({ name, says, labels, bucketsSeconds: buckets }) => {
      const histogram = new Histogram({ name, help: says, labelNames: Object.keys(labels), buckets, registers });
      return (given, seconds) => histogram.observe(closed(labels, given), seconds);
    },
    gauge: ({ name, says, labels }, read) => {
      const gauge = new Gauge({
        name,
        help: says,
        labelNames: Object.keys(labels),
        registers,
        collect: async () => {
          gauge.reset();
          // Without labels a reset sets it to nought, which would be told as if it had been read.
          if (Object.keys(labels).length === 0) gauge.remove();
          const late = new Promise<never[]>((resolve) => setTimeout(() => resolve([]), readWithinMs).unref());
          const readings = await Promise.race([Promise.resolve().then(read), late]).catch(() => []);
          for (const { labels: given, value } of readings) gauge.inc(closed(labels, given), value);
        },
      });
    },
    text: async () => ({ type: register.contentType, body: await register.metrics() }),
  };
};
