import { defineConfig } from "vitest/config";

/** Two cores and native add-ons: forked processes, no watching, no time-outs that a busy machine would trip. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Whole services that are started, killed and cut off take minutes: `npm run test:service`.
    exclude: ["tests/service/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
    // Tests that start the commands must not write to the database of whoever runs them; TEST_DATABASE_URL is for tests.
    env: { DATABASE_URL: "" },
  },
});
