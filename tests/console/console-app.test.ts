import { describe, expect, test } from "vitest";
import { fakeConsole, loginToken, post, readPage, send, signIn, well } from "../support/fake-console.ts";

describe("signing in", () => {
  test("the link works once and gives a cookie that scripts and other sites cannot use", async () => {
    const { app } = fakeConsole();
    const response = await send(app, `/login?token=${loginToken}`);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/");
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^noticeboard_session_3000=[\w-]{40,}/u);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie).not.toContain(loginToken);

    const second = await send(app, `/login?token=${loginToken}`);
    expect(second.status).toBe(410);
    expect(second.headers.get("set-cookie")).toBeNull();
    const words = await second.text();
    expect(words).toContain("This link has been used already");
    expect(words).toContain("start it again");
  });

  test("the same browser may open its link again", async () => {
    const { app } = fakeConsole();
    const cookie = await signIn(app);
    const again = await send(app, `/login?token=${loginToken}`, { cookie });
    expect(again.status).toBe(303);
    expect((await send(app, "/", { cookie })).status).toBe(200);
  });

  test("a wrong token is refused and does not use the right one up", async () => {
    const { app } = fakeConsole();
    for (const token of ["", "wrong", `${loginToken}x`]) expect((await send(app, `/login?token=${token}`)).status).toBe(403);
    expect((await send(app, `/login?token=${loginToken}`)).status).toBe(303);
  });

  test("a link checker's HEAD request does not use the link up", async () => {
    const { app } = fakeConsole();
    expect((await send(app, `/login?token=${loginToken}`, { method: "HEAD" })).headers.get("set-cookie")).toBeNull();
    expect((await send(app, `/login?token=${loginToken}`)).status).toBe(303);
  });

  test("a click on another site gets a page of our own, from which the cookie is sent", async () => {
    const { app } = fakeConsole();
    const response = await send(app, `/login?token=${loginToken}`, { headers: { "sec-fetch-site": "cross-site" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toContain("noticeboard_session");
    expect(await response.text()).toContain('href="/"');
  });

  test("guessing is slowed down", async () => {
    let atMs = 0;
    const { app } = fakeConsole({ nowMs: () => atMs });
    for (let tries = 0; tries < 10; tries += 1) await send(app, "/login?token=guess");
    const slowed = await send(app, `/login?token=${loginToken}`);
    expect(slowed.status).toBe(429);
    expect(Number(slowed.headers.get("retry-after"))).toBeGreaterThan(0);
    atMs += 60_000;
    expect((await send(app, `/login?token=${loginToken}`)).status).toBe(303);
  });

  test.each(["/", "/sources", "/threads/abc", "/nowhere"])(
    "%s shows nothing to a browser that has not signed in",
    async (path) => {
      const { app } = fakeConsole();
      for (const cookie of ["", "noticeboard_session_3000=", "noticeboard_session_3000=guess"]) {
        const response = await send(app, path, { cookie });
        expect(response.status).toBe(401);
        const words = await response.text();
        expect(words).toContain("Please sign in");
        expect(words).not.toContain("Working through organisational change");
      }
    },
  );

  test("asking without a session asks nothing", async () => {
    const { app, asked } = fakeConsole();
    expect((await post(app, "", { question: "How long?" })).status).toBe(401);
    expect((await post(app, "", { question: "How long?" }, true)).status).toBe(401);
    expect(asked).toEqual([]);
  });

  test("a short token is refused at the start", () => {
    expect(() => fakeConsole({ loginToken: "short" })).toThrow(RangeError);
  });
});

describe("keeping others out", () => {
  test.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "evil.example:3000",
    "localhost.",
    "127.0.0.1@evil.example",
    "10.0.0.5:3000",
    "[::2]",
    "",
    "0.0.0.0:3000",
  ])("a request for the host %j is refused", async (name) => {
    const { app } = fakeConsole();
    for (const path of ["/", "/healthz", "/assets/app.js", `/login?token=${loginToken}`]) {
      const response = await send(app, path, { headers: { host: name } });
      expect(response.status).toBe(421);
      expect(response.headers.get("set-cookie")).toBeNull();
    }
    expect((await send(app, `/login?token=${loginToken}`)).status).toBe(303);
  });

  test.each(["127.0.0.1", "127.0.0.1:3000", "localhost:3000", "LOCALHOST", "[::1]:3000"])(
    "a request for the host %j is served",
    async (name) => {
      const { app } = fakeConsole();
      expect((await send(app, "/healthz", { headers: { host: name } })).status).toBe(200);
    },
  );

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:9999" }],
    ["a sandboxed frame", { origin: "null" }],
    ["an unnamed place", {}],
    ["another site, by its fetch header", { "sec-fetch-site": "cross-site" }],
  ])("a question from %s is refused", async (_from, headers) => {
    const { app, asked } = fakeConsole();
    const cookie = await signIn(app);
    const response = await send(app, "/ask", {
      method: "POST",
      cookie,
      body: new URLSearchParams({ question: "How long?" }),
      headers: headers as Record<string, string>,
    });
    expect(response.status).toBe(403);
    expect(asked).toEqual([]);
  });

  test("every response carries the strict headers, errors included", async () => {
    const { app } = fakeConsole();
    const cookie = await signIn(app);
    for (const path of ["/", "/sources", "/nowhere", "/healthz", "/assets/app.js", "/assets/nothing", "/login?token=no"]) {
      const { headers } = await send(app, path, { cookie });
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("cache-control")).toBe(path === "/assets/app.js" ? "no-cache" : "no-store");
    }
    expect((await send(app, "/", { headers: { host: "evil.example" } })).headers.get("content-security-policy")).toContain(
      "default-src 'none'",
    );
  });

  test("no page holds inline script or style, or anything from elsewhere", async () => {
    const { app } = fakeConsole();
    const cookie = await signIn(app);
    await post(app, cookie, { question: "How long is the trial?" });
    for (const path of ["/", "/?new", "/sources", "/nowhere"]) {
      const text = await readPage(app, path, cookie);
      expect(text).toContain("<!doctype html>");
      expect(text).not.toMatch(/<script(?![^>]*src="\/assets\/)|<style|\sstyle=|\son[a-z]+=|javascript:/iu);
      expect(text).not.toMatch(/<(?:img|iframe|object|embed|base|meta http-equiv)/iu);
      expect(
        [...text.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]+)"/gu)].every(([, address]) =>
          address?.startsWith("/assets/"),
        ),
      ).toBe(true);
    }
  });

  test("a body that is too large is refused in words", async () => {
    const { app, asked } = fakeConsole();
    const cookie = await signIn(app);
    const response = await post(app, cookie, { question: "a".repeat(300 * 1024) });
    expect(response.status).toBe(413);
    expect(await response.text()).toContain("far too long");
    expect(asked).toEqual([]);
  });

  test("ten thousand letters of any script still reach the flow, which decides", async () => {
    const { app, asked } = fakeConsole();
    const cookie = await signIn(app);
    const question = "𝒜".repeat(10_000);
    expect((await post(app, cookie, { question })).status).toBe(303);
    expect(asked[0]?.question).toBe(question);
  });

  test("many questions in a short time wait, and the question is kept", async () => {
    let atMs = 0;
    const { app, asked } = fakeConsole({ nowMs: () => atMs });
    const cookie = await signIn(app);
    for (let times = 0; times < 20; times += 1)
      expect((await post(app, cookie, { question: "How long?" }, true)).status).toBe(200);
    const slowed = await post(app, cookie, { question: "And now <this>?" });
    expect(slowed.status).toBe(429);
    expect(await slowed.text()).toContain("And now &lt;this&gt;?</textarea>");
    expect(asked).toHaveLength(20);
    atMs += 10_000;
    expect((await post(app, cookie, { question: "And now?" })).status).toBe(303);
  });

  test("assets are served by exact name only", async () => {
    const { app } = fakeConsole();
    const script = await send(app, "/assets/app.js");
    expect(script.headers.get("content-type")).toContain("text/javascript");
    const etag = script.headers.get("etag") ?? "";
    expect((await send(app, "/assets/app.js", { headers: { "if-none-match": etag } })).status).toBe(304);
    for (const path of ["/assets/../console-app.ts", "/assets/%2e%2e/console-app.ts", "/assets/"])
      expect((await send(app, path)).status).not.toBe(200);
  });
});

test("the page says when answering is switched off", async () => {
  const shown = async (answering: "on" | "off"): Promise<string> => {
    const readiness = () => ({ ...well.readiness(), answering });
    const { app } = fakeConsole({ operations: { ...well, readiness } });
    return readPage(app, "/", await signIn(app));
  };
  expect(await shown("off")).toContain("Answering is switched off");
  expect(await shown("on")).not.toContain("Answering is switched off");
});

test("/healthz says whether the process works, /readyz whether messages may come, without signing in", async () => {
  const { liveness, readiness } = well;
  const good = fakeConsole().app;
  expect((await send(good, "/healthz")).status).toBe(200);
  const isReady = await send(good, "/readyz");
  expect([isReady.status, await isReady.json()]).toMatchObject([200, { status: "ready", codes: [] }]);
  const figures = await send(good, "/metrics");
  expect([figures.status, await figures.text()]).toEqual([200, "noticeboard_ready 1\n"]);
  const bad = fakeConsole({
    operations: {
      figures: async () => null,
      liveness: () => ({ ...liveness(), isAlive: false, codes: ["slots_stuck"] }),
      readiness: () => ({ ...readiness(), isReady: false, codes: ["store_no_answer"] }),
    },
  }).app;
  const stuck = await send(bad, "/healthz");
  expect([stuck.status, await stuck.json()]).toMatchObject([503, { status: "stuck", codes: ["slots_stuck"] }]);
  const notReady = await send(bad, "/readyz");
  expect([notReady.status, await notReady.json()]).toMatchObject([503, { status: "not_ready", codes: ["store_no_answer"] }]);
  expect((await send(bad, "/metrics")).status).toBe(503);
});
