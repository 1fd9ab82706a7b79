import "server-only";
import { sql } from "drizzle-orm";
import { getDb } from "@/db/client";
import { pendingMigrations } from "@/db/pending-migrations";
import { asOperator } from "@/db/scope";
import { env } from "@/lib/env";
import { countRecentDifferences } from "@/lib/selectors/rollups/count-recent-differences";
import type { Finding } from "@/lib/services/diagnosis/finding";
import { listOrganizationSlugs } from "@/lib/services/organizations/list-organization-slugs";

const OLDEST_POSTGRES = 15;
/** Events more than 5 minutes ahead are refused: clocks have to agree much better than that. */
const MOST_APART_MS = 10_000;
const QUARTER_MS = 900_000;
const RECENT_MS = 24 * 3_600_000;
/** So that the look stays a quick one. */
const ORGANIZATIONS_LOOKED_AT = 50;

/** Whether the database answers, and is new enough. */
export async function checkDatabase(): Promise<Finding> {
  const db = await getDb();
  const { rows } = await db.execute<{ number: string; name: string }>(
    sql`select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  const major = Math.floor(Number(rows[0]?.number ?? 0) / 10_000);
  const kind = env().DATABASE_URL ? "Postgres" : "embedded Postgres";
  const needed = major < OLDEST_POSTGRES ? `, ${OLDEST_POSTGRES} or newer is needed` : "";
  return { ok: needed === "", detail: `${kind} ${rows[0]?.name ?? ""}${needed}` };
}

/** How far the clocks of this machine and of the database are apart. */
export async function checkClock(): Promise<Finding> {
  const db = await getDb();
  const before = Date.now();
  const { rows } = await db.execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms`,
  );
  // The answer is as old as half of the way there and back.
  const apart = Math.abs(Number(rows[0]?.ms ?? 0) - (before + Date.now()) / 2);
  return {
    ok: apart <= MOST_APART_MS,
    detail: `${(apart / 1000).toFixed(1)} s between this machine and the database`,
  };
}

/** Whether every migration is there. */
export async function checkSchema(): Promise<Finding> {
  const pending = await pendingMigrations(await getDb());
  const detail = pending === 0 ? "up to date" : `${pending} migrations are missing: run npm run db:migrate`;
  return { ok: pending === 0, detail };
}

export async function checkOrganizations(): Promise<Finding> {
  const slugs = await listOrganizationSlugs(await getDb());
  return { ok: true, detail: slugs.length === 0 ? "none yet" : slugs.join(", ") };
}

/** The rollups of the last day against its events; `verify` looks at all of them. */
export async function checkRollups(): Promise<Finding> {
  const db = await getDb();
  const end = new Date(Math.floor(Date.now() / QUARTER_MS) * QUARTER_MS + 2 * QUARTER_MS);
  const span = { start: new Date(end.getTime() - RECENT_MS), end };
  return asOperator(db, async (tx) => {
    const { rows: queued } = await tx.execute<{ days: string }>(
      sql`select count(*) as days from (select distinct organization_id, usage_date from dirty_days) d`,
    );
    const { rows } = await tx.execute<{ id: string }>(
      sql`select id from organizations order by created_at desc, id limit ${ORGANIZATIONS_LOOKED_AT}`,
    );
    let differences = 0;
    for (const { id } of rows) differences += await countRecentDifferences(tx, id, span);
    const waiting = `${queued[0]?.days ?? 0} days wait for their rebuild`;
    if (differences === 0) return { ok: true, detail: `equal to the events of the last day; ${waiting}` };
    return { ok: false, detail: `${differences} differ from the events of the last day: run usage verify` };
  });
}
