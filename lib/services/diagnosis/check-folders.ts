import "server-only";
import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { archiveFolder, env, exportFolder } from "@/lib/env";
import { failureCode } from "@/lib/errors";
import type { Finding } from "@/lib/services/diagnosis/finding";

const OTHERS = 0o077;
const GB = 1e9;
/** Below this a database stops to work soon. */
const LEAST_FREE_BYTES = GB;

/** The folder of the embedded database: it must be writable, and its secrets readable by their owner only. */
export async function checkDataFolder(): Promise<Finding> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) return { ok: true, detail: "not needed beside DATABASE_URL" };
  const found = await writable(DATA_DIR);
  const secrets = join(DATA_DIR, "secrets.json");
  const mode = await modeOf(secrets);
  if (!found.ok || mode === undefined || (mode & OTHERS) === 0) return found;
  return { ok: false, detail: `${secrets} can be read by others (${octal(mode)}): chmod 600 it` };
}

/** Where archives are written: private, since they hold events. */
export function checkArchiveFolder(): Promise<Finding> {
  return privateFolder(archiveFolder());
}

/** Where exports are written. */
export function checkExportFolder(): Promise<Finding> {
  return privateFolder(exportFolder());
}

/** How much room there is for the database (unless it is elsewhere), archives and exports. */
export async function checkDiskSpace(): Promise<Finding> {
  const { DATABASE_URL, DATA_DIR } = env();
  const folders = [...(DATABASE_URL ? [] : [DATA_DIR]), archiveFolder(), exportFolder()];
  const free = await Promise.all(
    folders.map(async (folder) => {
      const place = await nearest(folder);
      const { bavail, bsize } = await statfs(place);
      return { place, bytes: bavail * bsize };
    }),
  );
  const least = free.reduce((a, b) => (b.bytes < a.bytes ? b : a));
  const detail = `${(least.bytes / GB).toFixed(1)} GB free at ${least.place}`;
  const isEnough = least.bytes >= LEAST_FREE_BYTES;
  return { ok: isEnough, detail: isEnough ? detail : `only ${detail}, 1 GB is needed` };
}

async function privateFolder(folder: string): Promise<Finding> {
  const mode = await modeOf(folder);
  if (mode === undefined) {
    const above = await writable(await nearest(folder));
    return above.ok ? { ok: true, detail: `${folder} is made when it is needed` } : above;
  }
  if ((mode & OTHERS) !== 0)
    return { ok: false, detail: `${folder} can be opened by others (${octal(mode)}): chmod 700 it` };
  const found = await writable(folder);
  return found.ok ? { ok: true, detail: `${folder} can be written, by its owner only` } : found;
}

async function writable(folder: string): Promise<Finding> {
  const place = await nearest(folder);
  if (!(await stat(place)).isDirectory()) return { ok: false, detail: `${place} is no folder` };
  const isWritable = await access(place, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return { ok: isWritable, detail: `${folder} ${isWritable ? "can" : "cannot"} be written` };
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (failureCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The folder itself, or the first one above it that is there. */
async function nearest(folder: string): Promise<string> {
  const path = resolve(folder);
  return (await modeOf(path)) === undefined && dirname(path) !== path ? nearest(dirname(path)) : path;
}

const octal = (mode: number) => `0${mode.toString(8)}`;
