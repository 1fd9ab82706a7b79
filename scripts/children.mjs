import { spawn } from "node:child_process";
import { root } from "./root.mjs";

const followParent = new URL("follow-parent.mjs", import.meta.url).href;
const patience = 8_000;
const running = new Set();

/**
 * Starts node with these arguments. The child is out of reach of the terminal's Ctrl-C, so that we end the children
 * one after the other; should this process be killed, they end by themselves.
 */
export function startNode(args, env, { follows = true } = {}) {
  const preload = follows ? ["--import", followParent] : [];
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: root,
    env: { ...env, METERLINE_PARENT: String(process.pid) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  if (follows) running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** The exit code; a child ended by a signal counts as failed. */
export function exitOf(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Asks every child to end, and makes the ones that do not. */
export function stopChildren(name = "SIGTERM") {
  for (const child of running) signal(child, name);
  setTimeout(killChildren, patience).unref();
}

export function killChildren() {
  for (const child of running) signal(child, "SIGKILL");
}

/** First Ctrl-C: `stop`. A second one, later than npm's echo of the first: everything dies now. */
export function onInterrupt(stop) {
  let first = 0;
  const receive = () => {
    if (first === 0) {
      first = Date.now();
      stop();
    } else if (Date.now() - first > 1_000) {
      killChildren();
      process.exit(130);
    }
  };
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, receive);
  if (process.env.npm_lifecycle_event) onOrphaned(receive);
}

/** npm hands signals to the shell between it and us, which dies of them and tells nobody. */
function onOrphaned(stop) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}

function signal(child, name) {
  try {
    // A negative number is the child's group: it may have children of its own.
    if (process.platform === "win32") child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // It ended in this moment.
  }
}
