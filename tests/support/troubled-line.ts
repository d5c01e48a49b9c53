import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a server on this machine that a test can trouble. */
export type TroubledLine = {
  port: number;
  /** Cuts every connection, in the middle of whatever it says; new ones come through. */
  cut(): void;
  /** Nothing comes through any more, and nobody is told; new connections are taken and heard by no one. */
  silence(): void;
  /** What was held back comes through, as when lost packets are sent again. */
  resume(): void;
  /** New connections come through, those of before stay silent, as after a firewall or a server forgot them. */
  forget(): void;
  close(): void;
};

/** Opens a line to a port of 127.0.0.1. */
export const openTroubledLine = async (to: number): Promise<TroubledLine> => {
  const pairs = new Set<{ near: Socket; far: Socket }>();
  const waiting = new Set<Socket>();
  let isSilent = false;
  const join = (near: Socket): void => {
    const far = connect(to, "127.0.0.1");
    const pair = { near, far };
    pairs.add(pair);
    near.pipe(far).pipe(near);
    for (const socket of [near, far])
      socket
        .on("error", () => undefined)
        .on("close", () => {
          pairs.delete(pair);
          near.destroy();
          far.destroy();
        });
  };
  const server = createServer((near) => {
    near.on("error", () => undefined);
    if (!isSilent) return join(near);
    waiting.add(near.pause());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  const joinWaiting = (): void => {
    isSilent = false;
    for (const near of waiting) if (!near.destroyed) join(near);
    waiting.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    silence: () => {
      isSilent = true;
      for (const { near, far } of pairs) for (const socket of [near.unpipe(), far.unpipe()]) socket.pause();
    },
    resume: () => {
      for (const { near, far } of pairs) near.pipe(far).pipe(near);
      joinWaiting();
    },
    forget: () => {
      // Not closed: the service must find out by itself that nobody is there.
      pairs.clear();
      joinWaiting();
    },
    close: () => {
      cut();
      for (const near of waiting) near.destroy();
      server.close();
    },
  };
};
