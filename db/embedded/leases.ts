import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isSignatureAlive, signature } from "./processes";

/** Notes that this process uses the cluster; the name of the note is what `dropLease` takes. */
export async function takeLease(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // One process may open the same cluster more than once.
  const lease = join(folder, `${process.pid}-${randomBytes(4).toString("hex")}`);
  await writeFile(lease, signature(process.pid), { mode: 0o600 });
  return lease;
}

export async function dropLease(lease: string): Promise<void> {
  await rm(lease, { force: true });
}

/** How many living processes use the cluster. Notes of dead ones are removed. */
export async function countLeases(folder: string): Promise<number> {
  const names = await readdir(folder).catch(whenMissing<string[]>([]));
  const living = await Promise.all(names.map((name) => isHeld(join(folder, name))));
  return living.filter(Boolean).length;
}

async function isHeld(lease: string): Promise<boolean> {
  const text = await readFile(lease, "utf8").catch(whenMissing(""));
  if (isSignatureAlive(text)) return true;
  await rm(lease, { force: true });
  return false;
}

/** A note that cannot be read is no note of a dead process: only a missing one is taken as nothing. */
function whenMissing<T>(nothing: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return nothing;
    throw error;
  };
}
