import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as it came over the wire. */
export type SeenRequest = { path: string; headers: IncomingHttpHeaders; bytes: string; input: string[]; model: string };

/** What the server does with a request: its vectors, changed as one likes, or something else altogether. */
export type Script = (request: SeenRequest, number: number) => Act;
type Row = { object: string; index: number; embedding: unknown[] };
export type Act =
  | "answer"
  | "hang"
  | "cut"
  | "drop"
  | "endless"
  | { status: number; headers?: Record<string, string>; body?: string }
  | { change: (rows: Row[]) => unknown[] }
  | { after: Promise<unknown> };

/** A vector that is nearer the more words two texts share: each word has a place and a sign by its digest. */
export const hashedVector = (text: string, dimension: number): number[] => {
  const vector = new Array<number>(dimension).fill(0);
  vector[0] = 0.1;
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const digest = createHash("sha256").update(word).digest();
    vector[digest.readUInt32LE(0) % dimension]! += digest[4]! % 2 === 0 ? 1 : -1;
  }
  return vector;
};

export type EmbeddingsServer = {
  baseUrl: string;
  seen: SeenRequest[];
  /** Changes what is done from now on. */
  play(script: Script): void;
  close(): Promise<void>;
};

const send = (response: ServerResponse, request: SeenRequest, act: Act, dimension: number): void => {
  if (act === "hang") return;
  if (act === "drop") {
    response.destroy();
    return;
  }
  if (act === "endless") {
    response.writeHead(200, { "content-type": "application/json" });
    const more = (): void => {
      while (!response.destroyed && response.write(" ".repeat(1_000_000))) {}
    };
    response.on("drain", more);
    more();
    return;
  }
  if (typeof act === "object" && "status" in act) {
    response.writeHead(act.status, { "content-type": "application/json", ...act.headers }).end(act.body ?? '{"error":{}}');
    return;
  }
  const rows: Row[] = request.input.map((text, index) => {
    return { object: "embedding", index, embedding: hashedVector(text, dimension) };
  });
  const data = typeof act === "object" && "change" in act ? act.change(rows) : rows;
  const body = JSON.stringify({ object: "list", data, model: request.model, usage: { prompt_tokens: 1, total_tokens: 1 } });
  response.writeHead(200, { "content-type": "application/json" });
  if (act === "cut") response.end(body.slice(0, body.length / 2));
  else response.end(body);
};

/** An OpenAI-compatible `/v1/embeddings` on loopback that does what it is told. `dimension` is the one it has of itself. */
export const startEmbeddingsServer = async (dimension: number, port = 0): Promise<EmbeddingsServer> => {
  let script: Script = () => "answer";
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", async () => {
      const bytes = Buffer.concat(parts).toString("utf8");
      if (!incoming.url?.endsWith("/embeddings")) {
        response.writeHead(404).end();
        return;
      }
      const { input, model, dimensions } = JSON.parse(bytes) as { input: string[]; model: string; dimensions?: number };
      const request = { path: incoming.url ?? "", headers: incoming.headers, bytes, input, model };
      seen.push(request);
      const act = script(request, seen.length);
      if (typeof act === "object" && "after" in act) await act.after;
      if (!response.destroyed) send(response, request, act, dimensions ?? dimension);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    seen,
    play: (next) => {
      script = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
