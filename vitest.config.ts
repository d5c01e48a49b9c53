import { defineConfig } from "vitest/config";

/** Two cores and native add-ons: forked processes, no watching, no time-outs that a busy machine would trip. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});
