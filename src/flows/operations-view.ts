import type { Liveness, Readiness } from "../domain/health.ts";

/** What whoever runs the service may ask of it at any time, without signing in: no secrets, and nothing of any member. Nothing waits. */
export type OperationsView = { liveness(): Liveness; readiness(): Readiness };
