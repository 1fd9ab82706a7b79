import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Where the server will listen, read from PORT and HOST. */
export function addressFrom(env) {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT must be a number from 1 to 65535, not "${env.PORT}".`);
  }
  const host = env.HOST || "127.0.0.1";
  const anywhere = host === "0.0.0.0" || host === "::";
  const name = anywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    host,
    port,
    url: `http://${name}:${port}`,
    isLocal: ["127.0.0.1", "localhost", "::1"].includes(host),
  };
}

/** A server that was killed may hold its port for a moment longer. */
const portPatience = 3_000;

export async function refuseUsedPort({ host, port }, patience = portPatience) {
  const deadline = Date.now() + patience;
  for (;;) {
    const error = await listenOnce({ host, port });
    if (!error) return;
    if (error.code !== "EADDRINUSE") throw new Error(`Cannot listen on ${host}:${port}: ${error.message}`);
    if (Date.now() > deadline)
      throw new Error(
        `Port ${port} on ${host} is in use. Stop the program that uses it, or choose another: PORT=${port + 1}`,
      );
    await sleep(100);
  }
}

/** The error of listening there, or undefined where it can be done. */
function listenOnce({ host, port }) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

/** Waits until the server says that it can answer, or until `ended` says that it never will. */
export async function waitUntilReady(url, ended) {
  while (!ended()) {
    const answer = await fetch(`${url}/api/ready`).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(150);
  }
  return false;
}
