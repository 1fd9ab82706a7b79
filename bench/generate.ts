import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { ensureMonths, type MonthlyTable, type TableMonth } from "@/db/partitions";
import { asTableOwner } from "@/db/scope";
import { systemContext } from "@/lib/auth/tenant";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { DAYS, END, keyRows, requestRows, uploadRows, usageRows } from "./generated-rows";

export type Organization = { id: string; slug: string; first: number; events: number };

const ORGANIZATIONS = 50;
/** The largest organization's uploads, requests and identities keep one busy each. */
const CONNECTIONS = 3;
/** The largest organization has almost half of all events, the smallest hardly a thousandth. */
const SKEW = 1.6;
const TABLES: readonly MonthlyTable[] = ["file_uploads", "api_requests", "usage_events"];

/** The organizations of a run, the largest first; their events are numbered through. */
export function shareEvents(events: number): Organization[] {
  const weights = Array.from({ length: ORGANIZATIONS }, (_, place) => (place + 1) ** -SKEW);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const organizations: Organization[] = [];
  let first = 1;
  for (const [place, weight] of weights.entries()) {
    const share = Math.round((events * weight) / whole);
    const id = `00000000-0000-4000-8000-${String(place + 1).padStart(12, "0")}`;
    organizations.push({ id, slug: `bench-${place + 1}`, first, events: share });
    first += share;
  }
  return organizations;
}

/** Fills an empty database: events and identities in sorted bulk statements, rollups by the product itself. */
export async function generate(db: Db, organizations: readonly Organization[]): Promise<void> {
  await ensureMonths(db, monthsToFill());
  for (const { id, slug } of organizations) await createOrganization(db, { id, slug, name: slug });
  await sideBySide(
    organizations.flatMap(rowsOf).map((rows) => () => insertRows(db, rows)),
    CONNECTIONS,
  );
  await db.execute(sql`vacuum (analyze)`);
  await sideBySide(
    organizations.map(({ id }) => async () => {
      await rebuildRollups(await systemContext(db, id));
      await compactDays(db, { organizationId: id });
    }),
    CONNECTIONS,
  );
  await db.execute(sql`vacuum (analyze)`);
}

/** The month of now, for what is written while measuring. */
export async function prepareToWrite(db: Db): Promise<void> {
  const days = [Date.now() - 86_400_000, Date.now()].map((at) => new Date(at).toISOString());
  await ensureMonths(db, inEveryTable(days));
}

/** Whether a kept database already holds these events. */
export async function isGenerated(db: Db, organizations: readonly Organization[]): Promise<boolean> {
  const { rows } = await asTableOwner(db, (tx) =>
    tx.execute<{ slug: string; events: string }>(sql`
      select s.slug, (select count(*) from event_keys k where k.organization_id = s.organization_id) as events
      from organization_slugs s where s.slug like 'bench-%'`),
  );
  const held = new Map(rows.map(({ slug, events }) => [slug, Number(events)]));
  if (held.size === 0) return false;
  if (organizations.every(({ slug, events }) => (held.get(slug) ?? 0) >= events)) return true;
  throw new Error("The kept database holds another number of events; name another folder with --data.");
}

function rowsOf({ id, first, events }: Organization): SQL[] {
  const numbers = { organizationId: id, first, last: first + events - 1 };
  return [uploadRows(numbers), requestRows(numbers), usageRows(numbers), keyRows(numbers)];
}

/** (Row-level security would only ask again what the statements say themselves.) */
async function insertRows(db: Db, rows: SQL): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql.raw("set local role meterline_operator; set local work_mem = '256MB'"));
    await tx.execute(rows);
  });
}

/** Runs all tasks, some of them at a time, each beginning in the order given. */
async function sideBySide(tasks: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  const waiting = tasks.values();
  const work = async () => {
    for (const task of waiting) await task();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function monthsToFill(): TableMonth[] {
  const days = Array.from({ length: DAYS + 1 }, (_, day) => new Date(END.getTime() - day * 86_400_000));
  return inEveryTable(days.map((day) => day.toISOString()));
}

function inEveryTable(days: readonly string[]): TableMonth[] {
  const months = new Set(days.map((day) => day.slice(0, 7)));
  return TABLES.flatMap((table) => [...months].map((month) => ({ table, month })));
}
