import type { Liveness, Readiness } from "../domain/health.ts";

/** What whoever runs the service may ask of it at any time, without signing in: no secrets, and nothing of any member. */
export type OperationsView = {
  liveness(): Liveness;
  readiness(): Readiness;
  /** Figures in Prometheus' text format; null while nothing is counted. Waits two seconds at most for those that stand in the store. */
  figures(): Promise<{ type: string; body: string } | null>;
};
