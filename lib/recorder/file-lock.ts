import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { resolve } from "node:path";

/** A holder on another machine shows that it lives by touching its lock; longer than this ago it does not. */
const SILENT_MS = 60_000;
const TOUCH_EVERY_MS = 10_000;

type Holder = { pid: number; host: string };

/** What this process holds. */
const held = new Set<string>();

/**
 * Takes a file for this process by a lock beside it, and answers with what gives it back. A lock that a killed process
 * left is taken over; another one throws a sentence.
 */
export function lockFile(file: string): () => void {
  const lock = `${resolve(file)}.lock`;
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder), {
    mode: 0o600,
  });
  try {
    while (!link(own, lock)) {
      const holder = readHolder(lock);
      if (holder && isAlive(holder, lock)) throw new Error(inUse(file, holder, lock));
      // Of several who find it left only one moves it away; the others try again.
      if (holder) moveAway(lock);
    }
  } finally {
    rmSync(own, { force: true });
  }
  held.add(lock);
  const touching = setInterval(() => touch(lock), TOUCH_EVERY_MS);
  touching.unref();
  return () => {
    clearInterval(touching);
    if (held.delete(lock)) rmSync(lock, { force: true });
  };
}

function link(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, "utf8"));
  } catch {
    // It went meanwhile.
    return undefined;
  }
}

function isAlive({ pid, host }: Holder, lock: string): boolean {
  if (host !== hostname()) return Date.now() - statSync(lock).mtimeMs < SILENT_MS;
  // A number of our own is ours, or was that of a process before us, such as the first of a container.
  if (pid === process.pid) return held.has(lock);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function moveAway(lock: string): void {
  const away = `${lock}.left.${process.pid}`;
  try {
    renameSync(lock, away);
  } catch {
    return;
  }
  rmSync(away, { force: true });
}

function touch(lock: string): void {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // A folder that went away is told by the next write.
  }
}

function inUse(file: string, { pid, host }: Holder, lock: string): string {
  return `The spill file ${file} belongs to process ${pid} on ${host}: give each process its own (or remove ${lock} if that one is gone).`;
}
