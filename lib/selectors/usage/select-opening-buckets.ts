import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { UsageRow } from "@/lib/domain/fill";
import { openingRows } from "@/lib/selectors/usage/opening-rows";
import { type SummedRow, toUsageRow } from "@/lib/selectors/usage/summed-row";
import type { UsageRead } from "@/lib/selectors/usage/usage-rows";

/** What of each fact and bucket is opening usage, whatever its dimensions; the filters of the question hold. */
export async function selectOpeningBuckets(db: Db, read: UsageRead): Promise<UsageRow[]> {
  const { query, facts } = read;
  const [from, to] = [query.spans[0]?.start, query.spans.at(-1)?.end];
  if (!from || !to || from >= to || facts.length === 0) return [];
  const edges = query.spans.slice(1).map(({ start }) => start);
  const rows = openingRows({ ...read, query: { ...query, dimensions: [] }, edges }, { from, to });
  const { rows: summed } = await db.execute<SummedRow>(sql`
    select u.fact, u.bucket, '{}'::text[] as key, sum(u.event_count)::text as event_count,
      sum(u.quantity)::text as quantity, sum(u.quantity_count)::text as quantity_count
    from (${rows}) u
    group by 1, 2`);
  return summed.map(toUsageRow);
}
