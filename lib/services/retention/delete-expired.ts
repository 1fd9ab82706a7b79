import "server-only";
import { and, eq, isNull, lt, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { archivedSpans, rejectedEvents } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { retryTransient } from "@/lib/services/retry-transient";

const ROWS_AT_ONCE = 20_000;
const TABLES = [
  ["file_uploads", "uploaded_at"],
  ["api_requests", "requested_at"],
  ["usage_events", "occurred_at"],
] as const;

/**
 * Deletes what an organization keeps of a time that is closed: events and corrections each with their identity, and
 * the identities of archived ones. Answers with how many events went.
 */
export async function deleteExpired(db: Db, organizationId: string, before: Date): Promise<number> {
  let events = 0;
  for (const table of TABLES) {
    for (let deleted = ROWS_AT_ONCE; deleted === ROWS_AT_ONCE; events += deleted)
      deleted = await retryTransient(() => deleteSome(db, { organizationId, before, table }));
  }
  await retryTransient(() => expireArchives(db, organizationId, before));
  return events;
}

type Some = { organizationId: string; before: Date; table: (typeof TABLES)[number] };

async function deleteSome(db: Db, { organizationId, before, table: [name, time] }: Some): Promise<number> {
  const [table, at] = [sql.raw(name), sql.raw(time)];
  const { rows } = await asOperator(db, (tx) =>
    tx.execute<{ deleted: number }>(sql`
      with doomed as (
        select ${at} as at, id from ${table}
        where organization_id = ${organizationId} and ${at} < ${before.toISOString()}::timestamptz
        order by ${at}, id limit ${ROWS_AT_ONCE}
      ), gone as (
        delete from ${table} e using doomed d
        where e.organization_id = ${organizationId} and e.${at} = d.at and e.id = d.id
        returning e.id
      ), keys as (
        delete from event_keys k using gone g where k.organization_id = ${organizationId} and k.id = g.id
      )
      select count(*)::int as deleted from gone`),
  );
  return rows[0]?.deleted ?? 0;
}

/** Of archived events only the identities are here. The files stay: what is in them cannot come back any more. */
async function expireArchives(db: Db, organizationId: string, before: Date): Promise<void> {
  const expired = and(
    eq(archivedSpans.organizationId, organizationId),
    eq(archivedSpans.reason, "archive"),
    isNull(archivedSpans.restoredAt),
    lte(archivedSpans.spanEnd, before),
  );
  await asOperator(db, async (tx) => {
    const spans = await tx.select({ id: archivedSpans.id }).from(archivedSpans).where(expired);
    if (spans.length === 0) return;
    await tx.execute(sql`
      delete from event_keys
      where organization_id = ${organizationId} and occurred_at < ${before.toISOString()}::timestamptz`);
    await tx.update(archivedSpans).set({ reason: "retention" }).where(expired);
  });
}

/** Deletes the events that were kept out before an instant: they hold what was sent, too. */
export async function deleteOldRejected(db: Db, organizationId: string, before: Date): Promise<void> {
  await asOperator(db, (tx) =>
    tx
      .delete(rejectedEvents)
      .where(and(eq(rejectedEvents.organizationId, organizationId), lt(rejectedEvents.receivedAt, before))),
  );
}
