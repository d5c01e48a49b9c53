import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { neededScopes, unscopedMethods } from "../../../../src/channels/slack/setup/needed-scopes.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

const Names = z.array(z.string());
/** With the lengths of https://github.com/slackapi/manifest-schema, beyond which Slack takes none of it. */
const manifest = z
  .object({
    display_information: z.object({ name: z.string().max(35), description: z.string().max(140) }),
    features: z.object({
      app_home: z.object({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.literal(true) }),
      // Slack takes no new app with the older `assistant_view`: https://docs.slack.dev/ai/migrating-to-agent-messaging/
      agent_view: z.object({ agent_description: z.string().max(300) }),
      slash_commands: z.array(z.object({ command: z.string() })).default([]),
      shortcuts: z.array(z.object({ name: z.string().max(24), type: z.literal("message"), callback_id: z.string() })).default([]),
    }),
    oauth_config: z.object({ scopes: z.strictObject({ bot: Names }) }),
    settings: z.object({
      event_subscriptions: z.strictObject({ bot_events: Names }),
      interactivity: z.strictObject({ is_enabled: z.boolean() }),
      socket_mode_enabled: z.literal(true),
      token_rotation_enabled: z.literal(false),
    }),
  })
  .parse(parse(readFileSync(path.join(root, "slack-manifest.yaml"), "utf8")));

/** What runs in service; the setup's own table names every method, and playing payloads again subscribes to nothing. */
const code = globSync("src/{channels/slack/**/*,compose-slack*}.ts", { cwd: root })
  .filter((file) => !/\/(setup|replay)\//.test(file))
  .map((file) => readFileSync(path.join(root, file), "utf8"))
  .join("\n");

const listened = (kind: string): string[] =>
  [...new Set([...code.matchAll(new RegExp(`\\bapp\\.${kind}\\(\\s*("[^"]+"|[^"\\s])`, "g"))].map(([, name]) => name!))].map(
    (name) => {
      if (!name.startsWith('"'))
        throw new Error(`app.${kind}(${name}...) is not called with a plain name, so it cannot be compared`);
      return name.slice(1, -1);
    },
  );

/** Apps that were made before the agent view send these and none of its own; a new app cannot subscribe to them. */
const ofOlderApps = ["assistant_thread_started"];

const subscriptions = listened("event")
  .filter((name) => !ofOlderApps.includes(name))
  .flatMap((name) => (name === "message" ? ["channels", "groups", "im", "mpim"].map((kind) => `message.${kind}`) : [name]));

const methods = [
  ...new Set(
    [
      ...code.matchAll(
        /"((?:api|assistant\.threads|auth|bots|chat|conversations|files|pins|reactions|team|users|views)\.[a-zA-Z]+)"/g,
      ),
    ].map(([, name]) => name!),
  ),
];

const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted();

describe("slack-manifest.yaml", () => {
  test("subscribes to the events that are listened to, and to no others", () => {
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(subscriptions));
  });

  test("has the commands and shortcuts that are listened to, and no others", () => {
    expect(sorted(manifest.features.slash_commands.map(({ command }) => command))).toEqual(sorted(listened("command")));
    expect(sorted(manifest.features.shortcuts.map(({ callback_id: id }) => id))).toEqual(sorted(listened("shortcut")));
    expect(manifest.settings.interactivity.is_enabled).toBe(
      ["action", "view", "shortcut"].some((kind) => new RegExp(`\\bapp\\.${kind}\\(`).test(code)),
    );
    expect(manifest.features.app_home.home_tab_enabled).toBe(methods.includes("views.publish"));
  });

  test("asks for the scopes that methods and events need, and for no others", () => {
    const known = [...unscopedMethods, ...neededScopes.flatMap((needed) => needed.methods)];
    expect(methods.filter((method) => !known.includes(method))).toEqual([]);
    const events = [...subscriptions, ...listened("event")];
    const used = neededScopes.filter(
      (needed) =>
        needed.methods.some((method) => methods.includes(method)) ||
        needed.events.some((event) => events.includes(event)) ||
        (needed.scope === "commands" && listened("command").length + listened("shortcut").length > 0),
    );
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted(used.map(({ scope }) => scope)));
    expect(sorted(neededScopes.map(({ scope }) => scope))).toEqual(sorted(used.map(({ scope }) => scope)));
  });

  test("names no method or event in the table of scopes that the code does not use", () => {
    const events = [...subscriptions, ...listened("event")];
    expect(neededScopes.flatMap((needed) => needed.methods).filter((method) => !methods.includes(method))).toEqual([]);
    expect(neededScopes.flatMap((needed) => needed.events).filter((event) => !events.includes(event))).toEqual([]);
    expect(unscopedMethods.filter((method) => !methods.includes(method))).toEqual([]);
  });
});
