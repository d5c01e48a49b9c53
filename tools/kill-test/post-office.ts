import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One reply as it was brought, as often as it was brought. */
export type Brought = { id: string; replyTo: string; threadKey: string; text: string; atMs: number };

/** The member's side: outlives every kill, keeps all that it was brought, and can be asked what it has. */
export type PostOffice = { url: string; brought: Brought[]; close(): void };

/** How often, of all deliveries, it refuses at the door, and takes a reply but cuts the line before saying so. */
const trouble = { refusing: 0.02, cutting: 0.02 };
const longestDelayMs = 20;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

/**
 * Opens a post office on any free port of 127.0.0.1. It never drops a repeat: finding those is what it is for. `takesMs`: for so long it
 * looks at a reply before it has it.
 */
export const openPostOffice = async (takesMs = 0): Promise<PostOffice> => {
  const brought: Brought[] = [];
  const refs = new Map<string, string>();
  const server = createServer((request, response) => {
    const answer = (status: number, body: object = {}): void => {
      setTimeout(() => response.writeHead(status).end(JSON.stringify(body)), Math.random() * longestDelayMs);
    };
    if (request.method === "GET") {
      const ref = refs.get(decodeURIComponent((request.url ?? "").split("/").at(-1)!));
      return ref === undefined ? answer(404) : answer(200, { ref });
    }
    bodyOf(request)
      .then(async (body) => {
        if (takesMs > 0) await new Promise((resolve) => setTimeout(resolve, takesMs));
        const luck = Math.random();
        if (luck < trouble.refusing) return answer(503);
        const reply = JSON.parse(body) as Brought;
        brought.push({ ...reply, atMs: performance.now() });
        const ref = `post-${brought.length}`;
        refs.set(reply.id, ref);
        if (luck < trouble.refusing + trouble.cutting) return request.socket.destroy();
        answer(201, { ref });
      })
      // The service was killed while it was speaking: what did not come whole was not delivered.
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    brought,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
