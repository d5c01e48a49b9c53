import { createMemberKeys, readMemberSecret } from "./adapters/member-keys.ts";
import { postOfficeChannel } from "./channels/loopback/post-office-channel.ts";
import { serveInbox } from "./channels/loopback/serve-inbox.ts";
import type { SpineParts } from "./compose-spine.ts";
import type { Config } from "./config.ts";

/** The loopback channel's way in and out; neither when the settings do not ask for it. */
export const loopbackParts = (
  { loopback, memberSecret, dataFolder }: Pick<Config, "loopback" | "memberSecret" | "dataFolder">,
  logFault: (code: string, cause: unknown) => void,
): Pick<SpineParts, "channels" | "inlets"> => {
  if (loopback === null) return { channels: [], inlets: [] };
  return {
    channels: [postOfficeChannel(loopback.postOffice)],
    inlets: [
      async (spine) => {
        const keyOf = createMemberKeys(readMemberSecret(memberSecret, dataFolder));
        const deps = { ...spine, memberKeyOf: (member: string) => keyOf("loopback", member), now: () => new Date(), logFault };
        return serveInbox(deps, loopback.port);
      },
    ],
  };
};
