import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { UsageRow } from "@/lib/domain/fill";
import { type UsageRead, usageRows } from "@/lib/selectors/usage/usage-rows";

export type FactCount = Pick<UsageRow, "fact" | "eventCount" | "quantityCount">;

/** How many events of each fact there are over the whole range, and how many of them had a quantity. */
export async function selectEventCounts(db: Db, read: UsageRead): Promise<FactCount[]> {
  const rows = usageRows(read);
  if (!rows) return [];
  const { rows: counted } = await db.execute<{ fact: string; events: string; quantities: string }>(sql`
    select u.fact, sum(u.event_count)::text as events, sum(u.quantity_count)::text as quantities
    from (${rows}) u group by u.fact`);
  return counted.map(({ fact, events, quantities }) => ({
    fact,
    eventCount: Number(events),
    quantityCount: Number(quantities),
  }));
}
