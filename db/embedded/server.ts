import { execFile, spawn } from "node:child_process";
import { open, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { type Binary, binaryEnv } from "./binaries";
import { EmbeddedPostgresError } from "./error";
import type { Home } from "./home";
import { commandOf, isAlive } from "./processes";
import { serverArguments } from "./settings";

type Binaries = (name: Binary) => string;
export type Start = { binaries: Binaries; port: number; password: string; durable: boolean };

const run = promisify(execFile);
const startLimit = 60_000;
/** Pools of running apps know the port, and what is left of a killed server may hold it for a moment. */
const samePortLimit = 10_000;

export const urlOf = (port: number, password: string, database = "meterline"): string =>
  `postgres://meterline:${password}@127.0.0.1:${port}/${database}`;

/** The port of the server that already runs on these files, for instance because its parent was killed. */
export async function findRunning(home: Home, password: string): Promise<number | undefined> {
  const file = `${home.data}/postmaster.pid`;
  const [pid, , , port] = (await readFile(file, "utf8").catch(() => "")).split("\n").map(Number);
  if (!pid || !port) return undefined;
  if (!isPostmaster(pid, home.data)) {
    // The number may belong to another program by now, and Postgres would then refuse to start.
    await rm(file, { force: true });
    return undefined;
  }
  return (await waitUntilReady(port, password, () => isAlive(pid))) ? port : undefined;
}

/** Starts the server, detached, and gives the port it listens on. */
export async function startServer(home: Home, start: Start): Promise<number> {
  const began = Date.now();
  for (;;) {
    const port = await freePort(start.port, began + samePortLimit);
    const failure = await tryStart(home, { ...start, port });
    if (failure === undefined) return port;
    // Backends of a killed server may hold its memory for a moment; a port may be taken between look and start.
    const passing = /shared memory block|Address already in use|could not bind/.test(failure);
    if (!passing || Date.now() > began + startLimit) {
      throw new EmbeddedPostgresError(`The embedded database did not start (log: ${home.log}). ${failure}`);
    }
    await sleep(250);
  }
}

/** Ends all sessions, writes everything down and waits until the server has gone. */
export async function stopServer(home: Home, binaries: Binaries): Promise<void> {
  const [pid] = (await readFile(`${home.data}/postmaster.pid`, "utf8").catch(() => ""))
    .split("\n")
    .map(Number);
  if (!pid || !isPostmaster(pid, home.data)) return;
  const args = ["stop", "-D", home.data, "-m", "fast", "-w", "-t", "120"];
  await run(binaries("pg_ctl"), args, { ...home.owner, env: binaryEnv(), cwd: "/" }).catch((error) => {
    if (isAlive(pid)) throw error;
  });
  // Its files are closed by now; the process itself takes a moment longer to go.
  while (isAlive(pid)) await sleep(10);
}

async function tryStart(home: Home, start: Start): Promise<string | undefined> {
  const log = await open(home.log, "a", 0o600);
  const { size } = await log.stat();
  try {
    const args = serverArguments({ data: home.data, port: start.port, durable: start.durable });
    const child = spawn(start.binaries("postgres"), args, {
      ...home.owner,
      cwd: "/",
      env: binaryEnv(),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    let ended: string | undefined;
    child.once("error", (error) => (ended = error.message));
    child.once("exit", (code, signal) => (ended = `It ended with ${signal ?? code}.`));
    child.unref();
    if (await waitUntilReady(start.port, start.password, () => ended === undefined)) return undefined;
    return (await readFile(home.log)).subarray(size).toString("utf8").trim() || ended;
  } finally {
    await log.close();
  }
}

/** Waits while the process lives: recovery after a crash may take minutes. Logging in proves that it is ours. */
async function waitUntilReady(port: number, password: string, lives: () => boolean): Promise<boolean> {
  for (;;) {
    const client = new pg.Client({ connectionString: urlOf(port, password, "postgres") });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      if (!lives()) return false;
      await sleep(40);
    }
  }
}

function isPostmaster(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  return process.platform === "win32" || commandOf(pid).includes(data);
}

/** The wanted port as soon as it is free; another one when it is not free in time, or none is wanted. */
async function freePort(wanted: number, until: number): Promise<number> {
  for (; wanted !== 0; await sleep(100)) {
    if ((await listen(wanted)) !== undefined) return wanted;
    if (Date.now() > until) break;
  }
  // Below the ports that systems hand to outgoing connections, any of which could take it while the server is away.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = await listen(20_000 + Math.floor(Math.random() * 10_000));
    if (port !== undefined) return port;
  }
  return (await listen(0)) ?? wanted;
}

/** The port, if it can be bound now; 0 asks for any one. */
function listen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}
