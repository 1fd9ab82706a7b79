import "server-only";
import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { getDb } from "@/db/client";
import { pendingMigrations } from "@/db/pending-migrations";
import { env } from "@/lib/env";
import { failureCode } from "@/lib/errors";
import { listOrganizationSlugs } from "@/lib/services/organizations/list-organization-slugs";

type Finding = { ok: boolean; detail: string };
export type Check = Finding & { name: string };

const OLDEST_POSTGRES = 15;
const CHECKS: readonly (readonly [string, () => Promise<Finding>])[] = [
  ["node", nodeVersion],
  ["data folder", dataFolder],
  ["database", reachable],
  ["schema", migrated],
  ["organizations", organizations],
];

/** Whether this installation can work, one check after another; the rest is left out once a check cannot go on. */
export async function diagnose(): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [name, find] of CHECKS) {
    const found = await find().catch((error: unknown): Finding => ({ ok: false, detail: reasonOf(error) }));
    checks.push({ name, ...found });
    if (!found.ok) break;
  }
  return checks;
}

async function nodeVersion(): Promise<Finding> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return { ok: major > 20 || (major === 20 && minor >= 19), detail: process.version };
}

async function dataFolder(): Promise<Finding> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) return { ok: true, detail: "not needed beside DATABASE_URL" };
  await mkdir(DATA_DIR, { recursive: true });
  await access(DATA_DIR, constants.W_OK);
  return { ok: true, detail: `${DATA_DIR} can be written` };
}

async function reachable(): Promise<Finding> {
  const db = await getDb();
  const { rows } = await db.execute<{ number: string; name: string }>(
    sql`select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  const major = Math.floor(Number(rows[0]?.number ?? 0) / 10_000);
  const kind = env().DATABASE_URL ? "Postgres" : "embedded Postgres";
  const needed = major < OLDEST_POSTGRES ? `, ${OLDEST_POSTGRES} or newer is needed` : "";
  return { ok: needed === "", detail: `${kind} ${rows[0]?.name ?? ""}${needed}` };
}

async function migrated(): Promise<Finding> {
  const pending = await pendingMigrations(await getDb());
  const detail = pending === 0 ? "up to date" : `${pending} migrations are missing: run npm run db:migrate`;
  return { ok: pending === 0, detail };
}

async function organizations(): Promise<Finding> {
  const slugs = await listOrganizationSlugs(await getDb());
  return { ok: true, detail: slugs.length === 0 ? "none yet" : slugs.join(", ") };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  return error.message || failureCode(error);
}
