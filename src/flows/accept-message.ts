import type { PassCrashPoint } from "../domain/crash-point.ts";
import type { InboundMessage } from "../domain/message.ts";
import type { SpineStore } from "../ports/spine-store.ts";
import { readInbound } from "./read-inbound.ts";
import type { RecordSpineEvent } from "./spine-event.ts";

/** What taking a message in needs. `wake` tells the worker of this process that there is work. */
export type AcceptMessageDeps = {
  store: Pick<SpineStore, "accept">;
  newId: () => string;
  now: () => Date;
  wake: () => void;
  pass: PassCrashPoint;
  record: RecordSpineEvent;
};

/** What became of a message. `refused` is for what no repetition would mend; `field` names what is out of form. */
export type Accepted = { kind: "accepted"; messageId: string } | { kind: "repeat" } | { kind: "refused"; field: string };

/** A message that is not on disk. It must not be acknowledged: whoever sent it must send it again. */
export class NotStored extends Error {
  readonly code = "not_stored";
}

/**
 * Takes a member's message in: checks its form, takes out hidden characters, and stores it with its job. A channel acknowledges to its
 * vendor only what came back from here. Throws `NotStored` when the store fails, with the cause.
 */
export const acceptMessage = async (deps: AcceptMessageDeps, message: InboundMessage): Promise<Accepted> => {
  const read = readInbound(deps, message);
  if (read.kind === "refused") return read;
  const { channel } = read.message;
  const ids = { id: deps.newId(), jobId: deps.newId(), traceId: deps.newId() };
  const stored = await deps.store.accept(read.message, ids, { nowAt: deps.now().toISOString() }).catch((cause: unknown) => {
    deps.record({ code: "not_stored", traceId: ids.traceId, channel, cause });
    throw new NotStored("the message could not be stored", { cause });
  });
  deps.pass("after_store");
  if (stored === "repeat") {
    deps.record({ code: "repeat", traceId: null, channel });
    return { kind: "repeat" };
  }
  deps.record({ code: "accepted", traceId: ids.traceId, channel, messageId: ids.id });
  deps.wake();
  return { kind: "accepted", messageId: ids.id };
};
