import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { addDays } from "@/lib/domain/calendar";
import {
  type DayRun,
  type DerivedDays,
  dropDerivedDays,
  runRows,
} from "@/lib/services/rollups/derived-rollups";

type Days = { organizationId: string; timezone: string; days: string[] };

const SUMS = sql.raw(`sum(event_count)::bigint as event_count, sum(quantity) as quantity,
  sum(quantity_count)::bigint as quantity_count, sum(duration_ms) as duration_ms,
  sum(duration_count)::bigint as duration_count`);
const MEASURES = "event_count, quantity, quantity_count, duration_ms, duration_count";

/** Makes everything anew that is kept of some days in the billing zone, each from the next finer one. */
export async function rebuildDays(tx: Db, { organizationId, timezone, days }: Days): Promise<void> {
  // The sums of two months of a large organization; the default would sort them on disk.
  await tx.execute(sql.raw("set local work_mem = '64MB'"));
  const facts = await selectFacts(tx, organizationId);
  const runs = toRuns(days);
  await dropDerivedDays(tx, { organizationId, facts, runs });
  await tx.execute(sql`
    with quarters as materialized (${quartersOf({ organizationId, timezone, facts, runs })}),
    ${summed("days", "quarters", "fact, usage_date, team_id, provider, file_type")},
    ${summed("providers", "days", "fact, usage_date, provider")},
    ${summed("totals", "providers", "fact, usage_date")},
    ${summed("fine_totals", "quarters", "fact, bucket_start, usage_date")},
    ${kept("rollup_days", "days", "fact, usage_date, team_id, provider, file_type", organizationId)},
    ${kept("rollup_day_providers", "providers", "fact, usage_date, provider", organizationId)},
    ${kept("rollup_day_totals", "totals", "fact, usage_date", organizationId)},
    ${kept("rollup_quarter_totals", "fine_totals", "fact, bucket_start, usage_date", organizationId)}
    select`);
}

/** The facts that an organization has quarter hours or days of, walked one by one along the indexes. */
async function selectFacts(tx: Db, organizationId: string): Promise<string[]> {
  const walk = (table: string) => sql`(
    with recursive facts as (
      select min(fact) as fact from ${sql.raw(table)} where organization_id = ${organizationId}
      union all
      select (select min(r.fact) from ${sql.raw(table)} r
        where r.organization_id = ${organizationId} and r.fact > f.fact)
      from facts f where f.fact is not null
    )
    select fact from facts where fact is not null)`;
  const { rows } = await tx.execute<{ fact: string }>(sql`
    ${walk("rollup_quarter_hours")} union ${walk("rollup_day_totals")}`);
  return rows.map(({ fact }) => fact);
}

/** Days that follow each other are read in one go. */
function toRuns(days: readonly string[]): DayRun[] {
  const runs: DayRun[] = [];
  for (const day of [...days].sort()) {
    const run = runs.at(-1);
    if (run && addDays(run.last, 1) === day) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs;
}

/**
 * A zone's day lies within a day before and two days after its UTC midnight; the date in the zone then decides,
 * so that repeated and skipped hours and days need no edges.
 */
const quartersOf = ({
  organizationId,
  timezone,
  facts,
  runs,
}: DerivedDays & { timezone: string }): SQL => sql`
  select q.fact, q.bucket_start, (q.bucket_start at time zone ${timezone})::date as usage_date,
    q.team_id, q.provider, q.file_type, ${sql.raw(MEASURES)}
  from unnest(${sql.param(facts)}::text[]) as f(fact)
  cross join ${runRows(runs)}
  join rollup_quarter_hours q on q.organization_id = ${organizationId} and q.fact = f.fact
    and q.bucket_start >= (d.first - 1)::timestamp at time zone 'UTC'
    and q.bucket_start < (d.last + 2)::timestamp at time zone 'UTC'
    and (q.bucket_start at time zone ${timezone})::date between d.first and d.last`;

const summed = (name: string, from: string, keys: string): SQL => sql`
  ${sql.raw(name)} as materialized (select ${sql.raw(keys)}, ${SUMS} from ${sql.raw(from)} group by ${sql.raw(keys)})`;

const kept = (table: string, from: string, keys: string, organizationId: string): SQL => sql`
  ${sql.raw(`into_${table}`)} as (
    insert into ${sql.raw(table)} (organization_id, ${sql.raw(`${keys}, ${MEASURES}`)})
    select ${organizationId}::uuid, ${sql.raw(`${keys}, ${MEASURES}`)} from ${sql.raw(from)}
    order by ${sql.raw(keys)}
  )`;
