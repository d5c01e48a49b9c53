import { request } from "node:http";
import { expect, test } from "vitest";
import { serveConsole } from "../../src/console/serve.ts";
import { fakeConsole, loginToken } from "../support/fake-console.ts";

const status = (port: number, path: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

test("it listens on the loopback address, checks the host and closes", async () => {
  const running = await serveConsole(fakeConsole().app, { port: 0 });
  expect(running.url).toBe(`http://127.0.0.1:${running.port}`);
  expect(await status(running.port, "/healthz")).toBe(200);
  expect(await status(running.port, "/healthz", { host: "evil.example" })).toBe(421);
  expect(await status(running.port, `/login?token=${loginToken}`)).toBe(303);
  await running.close();
  await expect(status(running.port, "/healthz")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a port in use is a fault that says what to do", async () => {
  const running = await serveConsole(fakeConsole().app, { port: 0 });
  await expect(serveConsole(fakeConsole().app, { port: running.port })).rejects.toMatchObject({
    code: "port_in_use",
    message: expect.stringContaining("choose another port"),
  });
  await running.close();
});

test("closing waits for the request under way", async () => {
  const answering = Promise.withResolvers<Response>();
  const reached = Promise.withResolvers<void>();
  const running = await serveConsole(
    {
      fetch: () => {
        reached.resolve();
        return answering.promise;
      },
    },
    { port: 0 },
  );
  const underWay = status(running.port, "/");
  await reached.promise;
  const closed = running.close();
  answering.resolve(new Response("done", { status: 203 }));
  expect(await underWay).toBe(203);
  await closed;
});

test("closing cuts a request that never ends", async () => {
  const reached = Promise.withResolvers<void>();
  const running = await serveConsole(
    {
      fetch: () => {
        reached.resolve();
        return new Promise<Response>(() => {});
      },
    },
    { port: 0 },
  );
  const underWay = status(running.port, "/").catch((fault: NodeJS.ErrnoException) => fault.code);
  await reached.promise;
  await running.close(10);
  expect(await underWay).toBe("ECONNRESET");
});
