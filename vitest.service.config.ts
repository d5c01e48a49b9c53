import { mergeConfig } from "vitest/config";
import shared from "./vitest.config.ts";

/** The service as its operators and its disasters meet it: real processes, one file at a time, since several load both cores by themselves. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  { test: { include: ["tests/service/**/*.test.ts"], maxWorkers: 1, fileParallelism: false, testTimeout: 300_000 } },
);
