import { afterEach, describe, expect, test } from "vitest";
import {
  type CuttableLine,
  cuttableLine,
  healthOf,
  type ServiceGround,
  type StartedReplica,
  serviceGround,
  until,
} from "../support/running-service.ts";
import { postgresMissing } from "../support/store-engines.ts";

const grounds: ServiceGround[] = [];
const lines: CuttableLine[] = [];
afterEach(async () => {
  for (const ground of grounds.splice(0)) await ground.close();
  for (const line of lines.splice(0)) line.close();
});

const laid = async (name: "sqlite" | "postgres"): Promise<ServiceGround> => {
  const ground = await serviceGround(name);
  grounds.push(ground);
  return ground;
};

const ready = async ({ healthPort }: StartedReplica) => healthOf(healthPort, "/readyz");
const isReady = async (replica: StartedReplica): Promise<boolean> => (await ready(replica))?.status === 200;
const isRed = async (replica: StartedReplica): Promise<boolean> => (await ready(replica))?.status === 503;

/** Red within a few seconds: one look at a store that says nothing, and the wait for it. */
const redWithinMs = 8000;

const noWriting = {
  sqlite: [
    "CREATE TRIGGER no_writing BEFORE UPDATE ON service_state BEGIN SELECT RAISE(ABORT, 'full'); END",
    "DROP TRIGGER no_writing",
  ],
  postgres: [
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
     CREATE TRIGGER no_writing BEFORE UPDATE ON service_state FOR EACH ROW EXECUTE FUNCTION refuse()`,
    "DROP TRIGGER no_writing ON service_state",
  ],
} as const;

describe.each(["sqlite", "postgres"] as const)("health on %s", (name) => {
  test.skipIf(name === "postgres" && postgresMissing !== null)(
    "is not ready before the pages are read nor while the store cannot be written or read, and is again by itself",
    async () => {
      const ground = await laid(name);
      const replica = await ground.start();
      const seen: (string[] | undefined)[] = [];
      await until(async () => {
        const answer = await ready(replica);
        if (answer?.status === 503) seen.push(answer.body.codes as string[]);
        return answer?.status === 200;
      });
      expect(seen.some((codes) => codes?.includes("knowledge_not_served"))).toBe(true);
      expect((await healthOf(replica.healthPort, "/healthz"))?.body).toMatchObject({ status: "alive", codes: [] });
      const well = await ready(replica);
      expect(well?.body).toMatchObject({ status: "ready", codes: [], answering: "on", knowledge: { sources: 3 } });

      await ground.engine.sql(ground.store, noWriting[name][0]);
      expect(await until(() => isRed(replica))).toBeLessThan(redWithinMs);
      expect((await ready(replica))?.body.codes).toEqual(["store_cannot_write"]);
      expect((await healthOf(replica.healthPort, "/healthz"))?.status).toBe(200);
      await ground.engine.sql(ground.store, noWriting[name][1]);
      expect(await until(() => isReady(replica))).toBeLessThan(redWithinMs);

      await ground.engine.sql(ground.store, "ALTER TABLE service_state RENAME TO away");
      expect(await until(() => isRed(replica))).toBeLessThan(redWithinMs);
      expect((await ready(replica))?.body.codes).toEqual(["store_no_answer"]);
      await ground.engine.sql(ground.store, "ALTER TABLE away RENAME TO service_state");
      expect(await until(() => isReady(replica))).toBeLessThan(redWithinMs);
    },
  );
});

test.skipIf(postgresMissing !== null)(
  "goes red when the line to PostgreSQL is cut, still answers at once, and is ready again when it is mended",
  async () => {
    const ground = await laid("postgres");
    const line = await cuttableLine();
    lines.push(line);
    const replica = await ground.start({ line });
    await until(() => isReady(replica));
    line.cut();
    expect(await until(() => isRed(replica))).toBeLessThan(redWithinMs);
    const startedAtMs = performance.now();
    expect((await ready(replica))?.body).toMatchObject({
      status: "not_ready",
      codes: ["store_no_answer"],
    });
    expect(performance.now() - startedAtMs).toBeLessThan(2000);
    line.mend();
    expect(await until(() => isReady(replica))).toBeLessThan(redWithinMs);
  },
);
