import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "../scripts/build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const bareRoute = fileURLToPath(new URL("bare-route", import.meta.url));
const followParent = new URL("../scripts/follow-parent.mjs", import.meta.url).href;
const next = `${root}node_modules/next/dist/bin/next`;
const START_LIMIT_MS = 60_000;

export type Server = { url: string; stop: () => Promise<void> };

let built: Promise<void> | undefined;

/** The product as it is deployed, on the database of the bench and without rate limits. */
export async function startProduct(databaseUrl: string): Promise<Server> {
  built ??= buildIfStale();
  await built;
  return start(root, {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: "only for the bench, never deployed",
    RATE_LIMIT_INGEST_PER_SECOND: "0",
    RATE_LIMIT_INGEST_ORGANIZATION_PER_SECOND: "0",
    RATE_LIMIT_PER_SECOND: "0",
    RATE_LIMIT_ORGANIZATION_PER_SECOND: "0",
  });
}

/** An app of its own whose one route reads the JSON body and answers: what Next costs without any work. */
export async function startBareRoute(): Promise<Server> {
  const build = spawn(process.execPath, [next, "build", bareRoute], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if ((await exitOf(build)) !== 0) throw new Error("The bare route could not be built.");
  return start(bareRoute, {});
}

async function start(folder: string, settings: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = ["--import", followParent, next, "start", folder, "-p", String(port), "-H", "127.0.0.1"];
  const child = spawn(process.execPath, started, {
    cwd: folder,
    // Ends by itself when the bench is killed.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      ...settings,
      METERLINE_PARENT: String(process.pid),
      NEXTAUTH_URL: url,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  });
  const ended = exitOf(child);
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  await untilUp(url, child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

async function untilUp(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    const up = await fetch(`${url}/api/health`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await sleep(100);
  }
  throw new Error(`The server at ${url} did not start.`);
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
