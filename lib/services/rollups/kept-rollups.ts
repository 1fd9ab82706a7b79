import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Span } from "@/lib/domain/usage-query";
import type { DayRun } from "@/lib/services/rollups/derived-rollups";

const HOUR_MS = 3_600_000;
const MEASURES = ["event_count", "quantity", "quantity_count", "duration_ms", "duration_count"];
const SUMS = sql.raw(`sum(event_count)::bigint as event_count, sum(quantity) as quantity,
  sum(quantity_count)::bigint as quantity_count, sum(duration_ms) as duration_ms,
  sum(duration_count)::bigint as duration_count`);

/** A rollup, the query of a statement that says how its rows should be, and what tells its rows apart. */
type Kept = { table: string; made: string; keys: readonly string[]; measures: readonly string[] };

const kept = (table: string, made: string, keys: string, measures = MEASURES): Kept => ({
  ...{ table, made, measures },
  keys: keys.split(" "),
});

export const FINEST = kept(
  "rollup_quarter_hours",
  "quarters",
  "fact bucket_start team_id provider file_type",
);
/** Those that are made from the finest, each from the next finer one. */
export const COARSER = [
  kept("rollup_days", "days", "fact usage_date team_id provider file_type"),
  kept("rollup_day_providers", "providers", "fact usage_date provider"),
  kept("rollup_day_totals", "totals", "fact usage_date"),
  kept("rollup_quarter_totals", "fine_totals", "fact bucket_start", ["usage_date", ...MEASURES]),
];

const summed = (name: string, from: string, keys: string): SQL => sql`
  ${sql.raw(name)} as materialized (select ${sql.raw(keys)}, ${SUMS} from ${sql.raw(from)} group by ${sql.raw(keys)})`;

/** The coarser rollups as they should be, from the query `quarters` (with `usage_date`) of the same statement. */
export const MADE_FROM_QUARTERS: SQL = sql.join(
  [
    summed("days", "quarters", "fact, usage_date, team_id, provider, file_type"),
    summed("providers", "days", "fact, usage_date, provider"),
    summed("totals", "providers", "fact, usage_date"),
    summed("fine_totals", "quarters", "fact, bucket_start, usage_date"),
  ],
  sql`, `,
);

/** Days of an organization in its billing zone, and the facts that any of its rollups has rows of. */
export type RollupDays = {
  organizationId: string;
  timezone: string;
  facts: readonly string[];
  run: DayRun;
};

/**
 * The rows that are kept of some days: along the index, whose buckets come after the fact. A zone's day lies between 14
 * hours before and 12 after its day in UTC; the date in the zone then decides, so that repeated and skipped hours and
 * days need no edges.
 */
export function keptRows({ table, keys, measures }: Kept, { organizationId, ...days }: RollupDays): SQL {
  const { first, last } = days.run;
  const isDays = keys.includes("usage_date");
  const date = isDays ? sql`k.usage_date` : dateOf("k", days.timezone);
  const { start, end } = widestSpan(days.run);
  const buckets = sql`and k.bucket_start >= ${start.toISOString()}::timestamptz
    and k.bucket_start < ${end.toISOString()}::timestamptz`;
  return sql`
    select k.organization_id, ${list(keys, "k")}, ${list(measures, "k")}, ${date} as day
    from ${sql.raw(table)} k
    where k.organization_id = ${organizationId} and k.fact = any (${sql.param([...days.facts])}::text[])
      ${isDays ? sql`` : buckets} and ${date} between ${first}::date and ${last}::date`;
}

/** The time in which days lie, whatever their zone. */
export const widestSpan = ({ first, last }: DayRun): Span => ({
  start: new Date(Date.parse(`${first}T00:00:00Z`) - 14 * HOUR_MS),
  end: new Date(Date.parse(`${last}T00:00:00Z`) + 36 * HOUR_MS),
});

/** The date of a quarter hour in a zone. */
export const dateOf = (alias: string, timezone: string): SQL =>
  sql`(${sql.raw(alias)}.bucket_start at time zone ${timezone}::text)::date`;

/** What differs between rows that are kept and rows as they should be: new ones, changed ones and those to go. */
export const differing = (rollup: Kept, days: RollupDays): SQL => sql`
  ${name("differing", rollup)} as materialized (
    select ${list(rollup.keys)}, ${list(rollup.measures, "m")},
      k.event_count is null as is_new, m.event_count is null as is_gone
    from (${keptRows(rollup, days)}) k
    full join ${sql.raw(rollup.made)} m using (${list(rollup.keys)})
    where (${list(rollup.measures, "k")}) is distinct from (${list(rollup.measures, "m")})
  )`;

/** How many rows of a rollup differ. */
export const countDiffering = (rollup: Kept): SQL => sql`(select count(*) from ${name("differing", rollup)})`;

/** Writes what differs, and nothing else. The three never meet in one row. */
export function written(rollup: Kept, { organizationId }: RollupDays): SQL {
  const { table, keys, measures } = rollup;
  const columns = sql`${list(keys)}, ${list(measures)}`;
  const same = sql.raw(keys.map((key) => `k.${key} = d.${key}`).join(" and "));
  const own = sql`k.organization_id = ${organizationId} and ${same}`;
  const changes = sql.raw(measures.map((measure) => `${measure} = d.${measure}`).join(", "));
  const differs = sql`${name("differing", rollup)} d`;
  return sql`
    ${name("gone", rollup)} as (delete from ${sql.raw(table)} k using ${differs} where d.is_gone and ${own}),
    ${name("changed", rollup)} as (
      update ${sql.raw(table)} k set ${changes} from ${differs} where not d.is_gone and not d.is_new and ${own}
    ), ${name("added", rollup)} as (
      insert into ${sql.raw(table)} (organization_id, ${columns})
      select ${organizationId}::uuid, ${columns} from ${differs} where d.is_new order by ${list(keys)}
    )`;
}

const name = (what: string, { made }: Kept): SQL => sql.raw(`${what}_${made}`);
const list = (columns: readonly string[], alias?: string): SQL =>
  sql.raw(columns.map((column) => (alias ? `${alias}.${column}` : column)).join(", "));
