/*
 * Noticeboard made wrong on purpose, in place of `src/main.ts`: a message is acknowledged when it arrives and stored a moment later, as
 * channels do that answer their vendor before they have written anything down. The kill test must find messages lost with it.
 */
import { createServer, type IncomingMessage } from "node:http";
import { readFlags } from "../../src/commands/read-flags.ts";
import { runCommand } from "../../src/commands/run-command.ts";
import { freePort } from "./places.ts";

const storedAfterMs = 50;

const port = Number(process.env.LOOPBACK_PORT);
const inner = await freePort();
process.env.LOOPBACK_PORT = `${inner}`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

createServer(async (request, response) => {
  const url = `http://127.0.0.1:${inner}${request.url}`;
  try {
    if (request.method === "GET") return void response.end(await (await fetch(url)).text());
    const body = await bodyOf(request);
    // Only so much is right: while nobody can store anything nothing is acknowledged.
    await fetch(`http://127.0.0.1:${inner}/counts`);
    response.writeHead(202, { "content-type": "application/json" }).end(JSON.stringify({ kind: "accepted" }));
    setTimeout(() => {
      const headers = { "content-type": "application/json" };
      fetch(url, { method: "POST", headers, body }).catch(() => undefined);
    }, storedAfterMs);
  } catch {
    response.destroy();
  }
}).listen(port, "127.0.0.1");

process.exitCode = await runCommand(process.argv[2], () => readFlags(process.argv.slice(3)));
process.exit();
