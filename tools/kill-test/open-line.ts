import { connect } from "node:net";

/** What came back; status 0 when the line broke. `kind` as the service says it, empty when it says none. */
export type LineAnswer = { status: number; kind: string };

/** A connection that is open before it is needed. `leftAtMs`: when the whole request had been handed to the system. One request at a time. */
export type OpenLine = { post(path: string, body: string): { leftAtMs: number; answer: Promise<LineAnswer> }; close(): void };

const read = (reply: string): LineAnswer => ({
  status: Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1] ?? 0),
  kind: /"kind":"(\w+)"/.exec(reply)?.[1] ?? "",
});

/** Whether a reply is there whole: all of its length, or its last chunk. */
const isWhole = (reply: string): boolean => {
  const [head, body] = reply.split("\r\n\r\n", 2);
  const length = /\r\ncontent-length: (\d+)/i.exec(head ?? "")?.[1];
  if (length !== undefined) return Buffer.byteLength(body ?? "") >= Number(length);
  return reply.endsWith("\r\n0\r\n\r\n");
};

/** Opens a line to a port of 127.0.0.1. Not `fetch`, which decides for itself when a request leaves. */
export const openLine = (port: number): Promise<OpenLine> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let reply = "";
    let told: (answer: LineAnswer) => void = () => undefined;
    socket.setEncoding("utf8");
    socket.on("data", (part: string) => {
      reply += part;
      if (isWhole(reply)) told(read(reply));
    });
    socket.once("error", reject);
    socket.once("close", () => told({ status: 0, kind: "" }));
    socket.once("connect", () =>
      resolve({
        post: (path, body) => {
          reply = "";
          const answer = new Promise<LineAnswer>((tell) => {
            told = tell;
          });
          const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json`;
          socket.write(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
          return { leftAtMs: performance.now(), answer };
        },
        close: () => void socket.destroy(),
      }),
    );
  });
