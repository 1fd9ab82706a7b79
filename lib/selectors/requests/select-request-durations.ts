import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type RequestFilter, requestsOf } from "@/lib/selectors/requests/request-conditions";

/** How many requests took how long: `place` 1 begins at the first edge. The extremes as decimal text. */
export type RequestDurations = { bars: Map<number, number>; min: string | null; max: string | null };

/** A histogram of durations with the smallest and the largest one, without what was corrected. */
export async function selectRequestDurations(
  db: Db,
  filter: RequestFilter,
  edges: readonly number[],
): Promise<RequestDurations> {
  const { rows } = await db.execute<{ place: number | null; count: string; min: string; max: string }>(sql`
    with counted as (
      select e.response_time_ms as duration, sum(e.sign) as count
      from ${requestsOf(filter)} and e.response_time_ms is not null
      group by 1 having sum(e.sign) > 0
    )
    select width_bucket(duration, ${sql.param(edges.map(String))}::numeric[]) as place, sum(count)::text as count,
      min(duration)::text as min, max(duration)::text as max
    from counted group by grouping sets ((1), ())`);
  const whole = rows.find(({ place }) => place === null);
  const bars = rows.flatMap(({ place, count }): [number, number][] =>
    place === null ? [] : [[place, Number(count)]],
  );
  return { bars: new Map(bars), min: whole?.min ?? null, max: whole?.max ?? null };
}
