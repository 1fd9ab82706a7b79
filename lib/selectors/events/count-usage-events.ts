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
export async function countCorrections(
  db: Db,
  filter: EventFilter,
  { start, end }: Span,
  correctedMonths: readonly string[],
): Promise<number> {
  const inside = correctedMonths.filter(
    (month) => startOf(month) < end && startOf(followingMonth(month)) > start,
  );
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) return 0;
  const from = new Date(Math.max(start.getTime(), startOf(first).getTime()));
  const to = new Date(Math.min(end.getTime(), startOf(followingMonth(last)).getTime()));
  return counted(db, { ...filter, range: { from, to } }, null, true);
}

const startOf = (month: string) => new Date(`${month}-01T00:00:00Z`);

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
