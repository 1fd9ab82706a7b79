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

export function refuseUsedPort({ host, port }) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      const used = `Port ${port} on ${host} is in use. Stop the program that uses it, or choose another: PORT=${port + 1}`;
      reject(
        new Error(error.code === "EADDRINUSE" ? used : `Cannot listen on ${host}:${port}: ${error.message}`),
      );
    });
    server.listen({ host, port, exclusive: true }, () => server.close(resolve));
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
