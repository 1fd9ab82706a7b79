import "server-only";
import { failureCode } from "@/lib/errors";
import {
  checkClock,
  checkDatabase,
  checkOrganizations,
  checkRollups,
  checkSchema,
} from "@/lib/services/diagnosis/check-database";
import {
  checkArchiveFolder,
  checkDataFolder,
  checkDiskSpace,
  checkExportFolder,
} from "@/lib/services/diagnosis/check-folders";
import type { Finding } from "@/lib/services/diagnosis/finding";

export type Check = Finding & { name: string };
/** Where a check that is `needed` fails, those after it could only fail too, and are left out. */
type Look = { name: string; find: () => Promise<Finding>; needed?: true };

const LOOKS: readonly Look[] = [
  { name: "node", find: nodeVersion },
  { name: "data folder", find: checkDataFolder },
  { name: "archive folder", find: checkArchiveFolder },
  { name: "export folder", find: checkExportFolder },
  { name: "disk", find: checkDiskSpace },
  { name: "database", find: checkDatabase, needed: true },
  { name: "clock", find: checkClock },
  { name: "schema", find: checkSchema, needed: true },
  { name: "rollups", find: checkRollups },
  { name: "organizations", find: checkOrganizations },
];

/** Whether this installation can work: one look after another, each with what it found. */
export async function diagnose(): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { name, find, needed } of LOOKS) {
    const found = await find().catch((error: unknown): Finding => ({ ok: false, detail: reasonOf(error) }));
    checks.push({ name, ...found });
    if (!found.ok && needed) break;
  }
  return checks;
}

async function nodeVersion(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return { ok: major > 20 || (major === 20 && minor >= 19), detail: process.version };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || failureCode(error);
}
