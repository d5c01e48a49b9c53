import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { postMessage } from "../../tools/kill-test/send-messages.ts";
import { healthOf, type ServiceGround, type StartedReplica, serviceGround, until } from "../support/running-service.ts";
import { postgresMissing } from "../support/store-engines.ts";

const grounds: ServiceGround[] = [];
afterEach(async () => {
  for (const ground of grounds.splice(0)) await ground.close();
});

const question = "How long is the notice period after five years of service?";
const off = "I am not answering questions at the moment";

const turned = async ({ place }: StartedReplica, order: string) => {
  const flags = ["--json", "--knowledge", place.knowledgeFolder, "--data", place.dataFolder];
  const env = { PATH: process.env.PATH, DATABASE_URL: place.databaseUrl ?? "", ...place.environment };
  const { stdout } = await promisify(execFile)(process.execPath, ["src/main.ts", "answering", order, ...flags], { env });
  return JSON.parse(stdout);
};

describe.each(["sqlite", "postgres"] as const)("the off switch on %s", (name) => {
  test.skipIf(name === "postgres" && postgresMissing !== null)(
    "sends the very next message of every replica to a rep without a restart, and is written down",
    async () => {
      const ground = await serviceGround(name);
      grounds.push(ground);
      const replicas = [await ground.start(), ...(name === "postgres" ? [await ground.start()] : [])];
      for (const { healthPort } of replicas) await until(async () => (await healthOf(healthPort, "/readyz"))?.status === 200);
      const answerTo = async (replica: StartedReplica, id: string): Promise<string> => {
        await until(async () => (await postMessage(replica.place.port, id, id, question)) !== null);
        await until(() => ground.office.brought.some(({ replyTo }) => replyTo === id));
        return ground.office.brought.find(({ replyTo }) => replyTo === id)!.text;
      };
      expect(await answerTo(replicas[0]!, "before")).toContain("one week for each full year");

      expect(await turned(replicas[0]!, "off")).toMatchObject({ answering: "off", turned: true });
      expect(await turned(replicas[0]!, "off")).toMatchObject({ answering: "off", turned: false });
      for (const [number, replica] of replicas.entries()) expect(await answerTo(replica, `off-${number}`)).toContain(off);
      for (const { healthPort } of replicas) {
        const tookMs = await until(async () => (await healthOf(healthPort, "/readyz"))?.body.answering === "off");
        expect(tookMs).toBeLessThan(10_000);
        expect((await healthOf(healthPort, "/readyz"))?.status).toBe(200);
      }
      const cases = await ground.engine.sql(ground.store, "SELECT reason FROM cases");
      expect(cases).toEqual(replicas.map(() => ({ reason: "answering_off" })));

      expect(await turned(replicas[0]!, "on")).toMatchObject({ answering: "on", turned: true });
      expect(await answerTo(replicas.at(-1)!, "after")).toContain("one week for each full year");
      const audit = await ground.engine.sql(ground.store, "SELECT actor, action, codes FROM audit ORDER BY position");
      expect(audit).toEqual([
        { actor: "operator", action: "answering_switched", codes: '{"to":"off"}' },
        { actor: "operator", action: "answering_switched", codes: '{"to":"on"}' },
      ]);
    },
  );
});

test("ANSWERING=off in a process wins over the store's switch", async () => {
  const ground = await serviceGround("sqlite");
  grounds.push(ground);
  const replica = await ground.start({ environment: { ANSWERING: "off" } });
  await until(async () => (await healthOf(replica.healthPort, "/readyz"))?.body.status === "ready");
  expect(await turned(replica, "state")).toMatchObject({ answering: "on", offHere: true });
  await postMessage(replica.place.port, "one", "one", question);
  await until(() => ground.office.brought.length > 0);
  expect(ground.office.brought[0]!.text).toContain(off);
});
