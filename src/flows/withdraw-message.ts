import type { ChannelName } from "../domain/message.ts";
import type { SpineStore, Withdrawn } from "../ports/spine-store.ts";
import { NotStored } from "./accept-message.ts";
import type { RecordSpineEvent } from "./spine-event.ts";

/** What taking a message back needs. `done` tells the senders of this process that something may wait for them. */
export type WithdrawMessageDeps = {
  store: Pick<SpineStore, "withdraw">;
  now: () => Date;
  done: (channel: ChannelName) => void;
  record: RecordSpineEvent;
};

/** Takes back the message that came under an id of its channel (see `SpineStore.withdraw`). Throws `NotStored` when the store fails. */
export const withdrawMessage = async (
  deps: WithdrawMessageDeps,
  channel: ChannelName,
  externalId: string,
): Promise<Withdrawn> => {
  const withdrawn = await deps.store
    .withdraw(channel, externalId, { nowAt: deps.now().toISOString() })
    .catch((cause: unknown) => {
      deps.record({ code: "not_stored", traceId: null, channel, cause });
      throw new NotStored("the message could not be taken back", { cause });
    });
  if (withdrawn === "unknown") return withdrawn;
  deps.record({ code: "withdrawn", traceId: null, channel, why: withdrawn });
  deps.done(channel);
  return withdrawn;
};
