import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type UsageRead, usageRows } from "@/lib/selectors/usage/usage-rows";

/** How long requests took in all, and how many of them said so. */
export type Durations = { totalMs: string; count: string };

/** The summed durations of requests, from wherever the plan reads them: the average of it is exact. */
export async function selectGranularDurations(db: Db, read: UsageRead): Promise<Durations> {
  const source = usageRows(read);
  if (!source) return { totalMs: "0", count: "0" };
  const { rows } = await db.execute<Durations>(sql`
    select coalesce(sum(u.duration_ms), 0)::text as "totalMs", coalesce(sum(u.duration_count), 0)::text as count
    from (${source}) u`);
  return rows[0] ?? { totalMs: "0", count: "0" };
}
