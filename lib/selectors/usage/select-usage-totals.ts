import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { UsageRow } from "@/lib/domain/fill";
import { comma, keyNames } from "@/lib/selectors/usage/fragments";
import { type SummedRow, toUsageRow } from "@/lib/selectors/usage/summed-row";
import { type UsageRead, usageRows } from "@/lib/selectors/usage/usage-rows";

/** What each fact came to over the whole range, per key. */
export async function selectUsageTotals(db: Db, read: UsageRead): Promise<UsageRow[]> {
  const rows = usageRows(read);
  if (!rows) return [];
  const names = keyNames(read.query.dimensions);
  const { rows: summed } = await db.execute<SummedRow>(sql`
    select ${comma([sql`u.fact`, sql`0 as bucket`, sql`array[${comma(names)}]::text[] as key`])},
      sum(u.event_count)::text as event_count, sum(u.quantity)::text as quantity,
      sum(u.quantity_count)::text as quantity_count
    from (${rows}) u
    group by ${comma([sql`u.fact`, ...names])}`);
  return summed.map(toUsageRow);
}
