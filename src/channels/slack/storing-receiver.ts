import type { App, Receiver, ReceiverEvent } from "@slack/bolt";

/** One delivery from Slack, by whichever way. `ack` tells Slack that it need not come again. */
export type Envelope = Pick<ReceiverEvent, "body" | "ack" | "retryNum" | "retryReason">;

/** A listener failed, so the event is not taken in. Whatever else Bolt throws is about an envelope that it cannot read. */
export class ListenerFault extends Error {
  readonly code = "slack_listener_failed";
}

/** A way by which envelopes come. `open` resolves when it is there to stay; `onEnvelope` rejects when the envelope must come again. */
export type EnvelopeSource = {
  open(onEnvelope: (envelope: Envelope) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

/**
 * Bolt's way in, with one difference: Bolt acknowledges an event before its listeners run, so that one that is killed in between is lost. Here the
 * acknowledgement waits until every listener is through, and a listener that throws leaves the event unacknowledged, for Slack to send again.
 * Commands, actions and views are acknowledged by their listeners, which answer with it.
 */
export const storingReceiver = (sources: readonly EnvelopeSource[], log: (code: string, cause: unknown) => void): Receiver => {
  let app: App | null = null;
  const onEnvelope = async ({ body, ack, retryNum, retryReason }: Envelope): Promise<void> => {
    const retried = { ...(retryNum !== undefined && { retryNum }), ...(retryReason !== undefined && { retryReason }) };
    let acknowledged = false;
    const acknowledge: Envelope["ack"] = async (response) => {
      if (acknowledged) return;
      acknowledged = true;
      await ack(response);
    };
    const isEvent = typeof body.event === "object" && body.event !== null;
    try {
      await app?.processEvent({ body, ack: isEvent ? async () => undefined : acknowledge, ...retried });
    } catch (fault) {
      if (fault instanceof ListenerFault) throw fault;
      // Sent again it would be no easier to read.
      log("slack_unreadable", fault);
    }
    // Also for what nobody listened to: Slack would send it again and again.
    await acknowledge();
  };
  return {
    init: (opened) => {
      app = opened;
    },
    start: () => Promise.all(sources.map((source) => source.open(onEnvelope))),
    stop: () => Promise.all(sources.map((source) => source.close())),
  };
};
