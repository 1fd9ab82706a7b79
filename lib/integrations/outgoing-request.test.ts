import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { postOutgoing } from "@/lib/integrations/outgoing-request";

const servers: (() => void)[] = [];
afterEach(() => {
  for (const close of servers.splice(0)) close();
});

async function listen(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const POSTED = { headers: { "content-type": "application/json" }, body: '{"é":1}' };
const loopback = { loopback: true };

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

it("posts a body and tells the status, and what to wait", async () => {
  const received: string[] = [];
  const port = await listen(async (request, response) => {
    received.push(`${request.method} ${request.url} ${request.headers.host} ${await textOf(request)}`);
    response.writeHead(429, { "retry-after": "7" }).end("ignored");
  });
  expect(await postOutgoing(`http://127.0.0.1:${port}/hook?a=1`, POSTED, loopback)).toEqual({
    status: 429,
    retryAfterSeconds: 7,
  });
  expect(received).toEqual([`POST /hook?a=1 127.0.0.1:${port} {"é":1}`]);
});

it("follows no redirect", async () => {
  let inner = 0;
  const secret = await listen((_request, response) => {
    inner += 1;
    response.end();
  });
  const port = await listen((_request, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${secret}/` }).end();
  });
  expect(await postOutgoing(`http://127.0.0.1:${port}/`, POSTED, loopback)).toMatchObject({ status: 307 });
  expect(inner).toBe(0);
});

it("connects to the address that was checked, whatever the name means by then", async () => {
  const port = await listen((request, response) => {
    response.writeHead(request.headers.host === `hooks.example.com:${port}` ? 204 : 400).end();
  });
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    return [{ address: asked === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 as const }];
  };
  const options = { loopback: true, resolve };
  expect(await postOutgoing(`http://hooks.example.com:${port}/`, POSTED, options)).toMatchObject({
    status: 204,
  });
  expect(asked).toBe(1);
});

it("fails where nobody answers, and does not even try what is refused", async () => {
  const port = await listen((request) => request.destroy());
  await expect(postOutgoing(`http://127.0.0.1:${port}/`, POSTED, loopback)).rejects.toThrow();
  let called = 0;
  const open = await listen((_request, response) => {
    called += 1;
    response.end();
  });
  await expect(postOutgoing(`http://127.0.0.1:${open}/`, POSTED, { loopback: false })).rejects.toThrow(
    "https://",
  );
  await expect(postOutgoing(`https://127.0.0.1:${open}/`, POSTED, { loopback: false })).rejects.toThrow(
    "public",
  );
  expect(called).toBe(0);
});
