import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import { ConfigError } from "../src/config-error.ts";

const url = "postgres://board:horse-battery@db.example.org:5432/board";
afterEach(() => vi.unstubAllEnvs());

describe("DATABASE_URL", () => {
  test.each([["postgres:"], ["postgresql:"]])("chooses PostgreSQL with %s", (protocol) => {
    const written = url.replace("postgres:", protocol);
    vi.stubEnv("DATABASE_URL", ` ${written} `);
    expect(readConfig({}).store).toEqual({ engine: "postgres", url: written, schema: null });
  });

  test.each(["", "  "])("%j chooses SQLite", (written) => {
    vi.stubEnv("DATABASE_URL", written);
    expect(readConfig({}).store).toEqual({ engine: "sqlite" });
  });

  test.each([
    "mysql://board:horse-battery@db.example.org/board",
    "board:horse-battery@db.example.org/board",
    "postgres://board:horse-battery#1@db.example.org/board",
    "postgres",
    "/var/run/horse-battery",
  ])("%s is refused by name, and not repeated", (written) => {
    vi.stubEnv("DATABASE_URL", written);
    const read = () => readConfig({});
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^DATABASE_URL in the environment or \.env: use postgres:\/\/user:password@host:5432\/database/);
    try {
      read();
    } catch (fault) {
      expect(inspect(fault, { depth: 9, showHidden: true })).not.toContain("horse-battery");
    }
  });

  test("a folder that is only tried keeps out of the service's pages, as it does with data folders", () => {
    vi.stubEnv("DATABASE_URL", url);
    vi.stubEnv("KNOWLEDGE_DIR", "/srv/union");
    const schemaOf = (flags: Parameters<typeof readConfig>[0]) => {
      const { store } = readConfig(flags);
      return store.engine === "postgres" ? store.schema : "no schema";
    };
    const trial = schemaOf({ knowledge: "/srv/other" });
    expect(trial).toMatch(/^noticeboard_trial_[0-9a-f]{8}$/);
    expect(schemaOf({ knowledge: "/srv/third" })).not.toBe(trial);
    expect(schemaOf({ knowledge: "/srv/other", data: "/srv/data" })).toBe(trial);
    expect(schemaOf({ knowledge: "/srv/../srv/union" })).toBeNull();
    expect(schemaOf({})).toBeNull();
  });
});

describe("Slack's tokens", () => {
  const slackOf = (environment: Record<string, string>) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    return readConfig({}).slack;
  };

  test("over Socket Mode, else over HTTP, else none", () => {
    expect(readConfig({}).slack).toBeNull();
    const socket = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", SLACK_SIGNING_SECRET: "0123456789abcdef" };
    expect(slackOf(socket)?.way).toEqual({ kind: "socket", appToken: "xapp-1" });
    expect(slackOf({ SLACK_APP_TOKEN: "" })?.way).toEqual({
      kind: "http",
      signingSecret: "0123456789abcdef",
      port: 3001,
      host: "127.0.0.1",
    });
    expect(() => slackOf({ SLACK_SIGNING_SECRET: "" })).toThrow(/SLACK_BOT_TOKEN needs SLACK_APP_TOKEN/);
  });

  test("swapped are told apart, and none is repeated", () => {
    const swapped = { SLACK_BOT_TOKEN: "xapp-secret-part", SLACK_APP_TOKEN: "xoxb-secret-part" };
    const refused = (() => {
      try {
        slackOf(swapped);
      } catch (fault) {
        return (fault as Error).message;
      }
    })();
    expect(refused).toMatch(
      /^SLACK_BOT_TOKEN .* this is an App-Level Token and belongs in SLACK_APP_TOKEN; use the Bot User OAuth/,
    );
    expect(refused).not.toContain("secret-part");
    expect(() => slackOf({ SLACK_BOT_TOKEN: "xoxp-1" })).toThrow(/this is a User OAuth Token; use/);
    expect(() => slackOf({ SLACK_BOT_TOKEN: "12345" })).toThrow(/use the Bot User OAuth Token, which begins with xoxb-/);
  });
});

describe("what is kept for how long", () => {
  test("has defaults, takes days or forever, and refuses the rest by name", () => {
    expect(readConfig({}).retention).toEqual({
      messagesDays: 90,
      casesDays: 730,
      answersDays: 365,
      auditDays: 2190,
      logsDays: 30,
    });
    vi.stubEnv("RETAIN_MESSAGES_DAYS", "7");
    vi.stubEnv("RETAIN_AUDIT_DAYS", "forever");
    expect(readConfig({}).retention).toMatchObject({ messagesDays: 7, auditDays: null });
    for (const written of ["0", "-1", "1.5", "soon", "100000"]) {
      vi.stubEnv("RETAIN_CASES_DAYS", written);
      expect(() => readConfig({})).toThrow(/^RETAIN_CASES_DAYS in the environment or \.env: write a number of days, or forever/);
    }
  });
});
