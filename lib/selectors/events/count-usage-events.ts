import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { followingMonth } from "@/db/partitions";
import type { Span } from "@/lib/domain/usage-query";
import { type EventFilter, eventSources } from "@/lib/selectors/events/event-conditions";

/** How many events there are, counted one by one up to `most`. */
export async function countUsageEvents(db: Db, filter: EventFilter, most: number): Promise<number> {
  return counted(db, filter, most, false);
}

/** How many corrections there are among the events of a time: looked for in the months that may have any. */
export async function countCorrections(db: Db, filter: EventFilter, span: Span): Promise<number> {
  const { rows } = await db.execute<{ first: string | null; last: string | null }>(sql`
    select min(month)::text as first, max(month)::text as last from corrected_months
    where organization_id = ${filter.tenantId}
      and month >= date_trunc('month', ${span.start.toISOString()}::timestamptz at time zone 'UTC')::date
      and month < (${span.end.toISOString()}::timestamptz at time zone 'UTC')`);
  const [first, last] = [rows[0]?.first, rows[0]?.last];
  if (!first || !last) return 0;
  const from = new Date(Math.max(span.start.getTime(), Date.parse(first)));
  const to = new Date(Math.min(span.end.getTime(), Date.parse(`${followingMonth(last.slice(0, 7))}-01`)));
  return counted(db, { ...filter, range: { from, to } }, null, true);
}

async function counted(
  db: Db,
  filter: EventFilter,
  most: number | null,
  corrections: boolean,
): Promise<number> {
  const parts = eventSources(filter).map(
    ({ from, where }) =>
      sql`(select 1 from ${from} where ${where}${corrections ? sql` and e.sign = -1` : sql``}
        ${most === null ? sql`` : sql`limit ${most}`})`,
  );
  if (parts.length === 0) return 0;
  const { rows } = await db.execute<{ total: string }>(sql`
    select count(*)::text as total from (
      select from (${sql.join(parts, sql` union all `)}) every ${most === null ? sql`` : sql`limit ${most}`}
    ) found`);
  return Number(rows[0]?.total ?? 0);
}
