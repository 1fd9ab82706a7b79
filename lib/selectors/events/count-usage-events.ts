import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type EventFilter, eventSources } from "@/lib/selectors/events/event-conditions";

/** How many events there are, counted one by one up to `most`. */
export async function countUsageEvents(db: Db, filter: EventFilter, most: number): Promise<number> {
  return counted(db, filter, most, false);
}

/** How many corrections there are among the events, by an index that holds nothing else. */
export async function countCorrections(db: Db, filter: EventFilter): Promise<number> {
  return counted(db, filter, null, true);
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
