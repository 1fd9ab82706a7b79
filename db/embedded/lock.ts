import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isSignatureAlive, signature } from "./processes";

const takeoverLimit = 10_000;

/** Runs `work` while this process holds the lock file; the lock of a dead process is taken over. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  while (!(await claim(file))) {
    if (await isStale(file)) await removeStale(file);
    else await sleep(50);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, signature(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function isStale(file: string): Promise<boolean> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return false;
  // Empty: its maker is between creating and writing it, or died there.
  return text === "" ? (await ageOf(file)) > takeoverLimit : !isSignatureAlive(text);
}

/** Only one process at a time may remove a stale lock, or the second would remove the first one's new lock. */
async function removeStale(file: string): Promise<void> {
  const gate = `${file}.takeover`;
  if (await claim(gate)) {
    if (await isStale(file)) await rm(file, { force: true });
    await rm(gate, { force: true });
  } else if ((await ageOf(gate)) > takeoverLimit) await rm(gate, { force: true });
  else await sleep(20);
}

async function ageOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found ? Date.now() - found.mtimeMs : 0;
}
