import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";

const EVENTS = { file_uploads: "uploaded_at", api_requests: "requested_at", usage_events: "occurred_at" };
const BUCKETS = { rollup_quarter_hours: "bucket_start", rollup_quarter_totals: "bucket_start" };
const DAYS = {
  rollup_days: "usage_date",
  rollup_day_providers: "usage_date",
  rollup_day_totals: "usage_date",
};

/**
 * The days, of whatever zone, that hold all events, opening sums and rollup rows (of these facts) of an organization;
 * undefined where there are none. Each table's ends are found along its index.
 */
export async function selectUsageExtent(
  tx: Db,
  organizationId: string,
  facts: readonly string[],
): Promise<{ first: string; last: string } | undefined> {
  const ofFact = sql`and e.fact = f.fact`;
  const events = endsOf({ ...EVENTS, opening_usage: "bucket_start" }, organizationId, sql``);
  const rollups = [
    ...endsOf(BUCKETS, organizationId, ofFact),
    ...endsOf(DAYS, organizationId, ofFact).map((day) => sql`${day}::timestamp at time zone 'UTC'`),
  ];
  const { rows } = await tx.execute<{ first: string | null; last: string | null }>(sql`
    select (min(at at time zone 'UTC')::date - 1)::text as first, (max(at at time zone 'UTC')::date + 1)::text as last
    from (
      select unnest(array[${sql.join(events, sql`, `)}]) as at
      union all
      select unnest(array[${sql.join(rollups, sql`, `)}]) from unnest(${sql.param([...facts])}::text[]) as f(fact)
    ) ends`);
  const [extent] = rows;
  return extent?.first && extent.last ? { first: extent.first, last: extent.last } : undefined;
}

const endsOf = (tables: Record<string, string>, organizationId: string, further: SQL): SQL[] =>
  Object.entries(tables).flatMap(([table, column]) =>
    ["min", "max"].map(
      (end) => sql`(select ${sql.raw(`${end}(e.${column})`)} from ${sql.raw(table)} e
        where e.organization_id = ${organizationId} ${further})`,
    ),
  );
