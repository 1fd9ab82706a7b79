import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { typescript } from "../../scripts/root.mjs";

const PATIENCE_MS = 60_000;
const root = join(import.meta.dirname, "../..");

/** The app as an operator runs it: `npm start` on the embedded database of a folder of its own. */
export type App = { url: string; end: () => Promise<void>; killApp: () => void; killDatabase: () => void };

/** Starts the app and waits until it answers. */
export async function startApp(dataDir: string, port: number): Promise<App> {
  const env = { ...bareEnvironment(dataDir), PORT: String(port), HOST: "127.0.0.1" };
  const child = spawn(process.execPath, ["scripts/run.mjs", "start"], { cwd: root, env, stdio: "inherit" });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url, () => child.exitCode !== null);
  return {
    url,
    end: () => ended(child, "SIGTERM"),
    killApp: () => killTree(child, postmasterOf(dataDir)),
    killDatabase: () => process.kill(postmasterOf(dataDir), "SIGKILL"),
  };
}

/** Runs a TypeScript file of the server on the same data and returns what it prints. */
export function runOnData(dataDir: string, ...args: string[]): string {
  const env = bareEnvironment(dataDir);
  return execFileSync(process.execPath, [...typescript, ...args], { cwd: root, env, encoding: "utf8" });
}

/** Milliseconds until the app says that it can answer. */
export async function untilReady(url: string, hasEnded = () => false): Promise<number> {
  const began = performance.now();
  while (!(await fetch(`${url}/api/ready`).catch(() => undefined))?.ok) {
    if (hasEnded()) throw new Error("The app ended instead of starting.");
    if (performance.now() - began > PATIENCE_MS) throw new Error("The app does not answer.");
    await sleep(50);
  }
  return performance.now() - began;
}

/** Neither the caller's settings nor a .env file may lead to another database. */
function bareEnvironment(dataDir: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, NODE_ENV: "production", DATA_DIR: dataDir, DATABASE_URL: "", NEXTAUTH_URL: "" };
}

/** Everything of the app at once, as a machine does that runs out of memory; the database outlives it. */
function killTree(child: ChildProcess, database: number): void {
  const processes = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const withDescendants = (top: number): number[] =>
    top === database
      ? []
      : [top, ...processes.flatMap(([pid = 0, parent]) => (parent === top ? withDescendants(pid) : []))];
  if (child.pid) withDescendants(child.pid).forEach(kill);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended with its parent.
  }
}

function postmasterOf(dataDir: string): number {
  const [pid] = readFileSync(join(dataDir, "postgres/data/postmaster.pid"), "utf8").split("\n");
  return Number(pid);
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
