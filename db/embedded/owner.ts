import { chown, mkdir, realpath, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError } from "./error";

/** The user that Postgres runs as; undefined: the caller itself. */
export type Owner = { uid: number; gid: number } | undefined;

/** Postgres refuses to run as root, and a user without an entry in passwd cannot run initdb. */
const nobody = { uid: 65534, gid: 65534 };

/** Root lends the server to whoever owns the existing files, and to `nobody` when there are none. */
export async function ownerOf(dataFolder: string): Promise<Owner> {
  if (process.getuid?.() !== 0) return undefined;
  const found = await stat(dataFolder).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : nobody;
}

/** Whether the owner may pass through every folder down to this one. */
export async function canReach(owner: Owner, folder: string): Promise<boolean> {
  if (!owner) return true;
  for (let path = await realpath(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

export async function give(owner: Owner, path: string): Promise<void> {
  if (owner) await chown(path, owner.uid, owner.gid);
}

/** A folder outside of the checkout that every user can pass through: for binaries and data under a private home. */
export async function sharedFolder(): Promise<string> {
  const uid = process.getuid?.();
  const candidates = uid === 0 ? ["/var/lib/meterline"] : [];
  candidates.push(join(tmpdir(), `meterline-${uid ?? "user"}`));
  for (const folder of candidates) {
    if (
      await mkdir(folder, { recursive: true, mode: 0o755 }).then(
        () => isOwn(folder),
        () => false,
      )
    )
      return folder;
  }
  throw new EmbeddedPostgresError(`None of ${candidates.join(", ")} can be used for the embedded database.`);
}

/** Under a shared /tmp somebody else may have put a folder of this name there first. */
async function isOwn(folder: string): Promise<boolean> {
  const { uid, mode } = await stat(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}
