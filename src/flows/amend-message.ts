import type { InboundMessage } from "../domain/message.ts";
import type { Amended, SpineStore } from "../ports/spine-store.ts";
import { type AcceptMessageDeps, NotStored } from "./accept-message.ts";
import { readInbound } from "./read-inbound.ts";

/** What new words for a message need. */
export type AmendMessageDeps = Omit<AcceptMessageDeps, "store"> & { store: Pick<SpineStore, "amend"> };

/**
 * Takes new words in for the message that came under the id `of` (see `SpineStore.amend`); `message` has an id of its own, the same for the same
 * edit. `refused` when it is out of form. Throws `NotStored` when the store fails, with the cause.
 */
export const amendMessage = async (deps: AmendMessageDeps, of: string, message: InboundMessage): Promise<Amended | "refused"> => {
  const read = readInbound(deps, message);
  if (read.kind === "refused") return "refused";
  const { channel } = read.message;
  const ids = { id: deps.newId(), jobId: deps.newId(), traceId: deps.newId() };
  const amended = await deps.store.amend(of, read.message, ids, { nowAt: deps.now().toISOString() }).catch((cause: unknown) => {
    deps.record({ code: "not_stored", traceId: ids.traceId, channel, cause });
    throw new NotStored("the new words could not be stored", { cause });
  });
  if (amended === "accepted") deps.record({ code: "accepted", traceId: ids.traceId, channel, messageId: ids.id });
  if (amended === "amended") deps.record({ code: "amended", traceId: null, channel });
  if (amended === "accepted" || amended === "amended") deps.wake();
  return amended;
};
