import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Move } from "@/lib/domain/cut-days";
import { type AskedRows, and, comma, keyNames } from "@/lib/selectors/usage/fragments";
import { ownConditions, selected } from "@/lib/selectors/usage/rollup-rows";

const COUNTS = ["event_count", "quantity_count", "duration_count"];
const MEASURES = ["event_count", "quantity", "quantity_count", "duration_ms", "duration_count"];
/** Added up before they are told twice. */
const SUMS = comma(
  MEASURES.map((name) => sql.raw(`sum(p.${name})${COUNTS.includes(name) ? "::bigint" : ""} as ${name}`)),
);

/**
 * What parts of days add to the buckets that they belong to, and take from those in which their days are counted: two
 * rows for each of their keys.
 */
export function movedRows(rows: AskedRows, moves: readonly Move[]): SQL {
  const keys = keyNames(rows.query.dimensions);
  const names = keys.map((name) => sql`q.${name}`);
  const grouped = comma([sql`p.fact`, ...keys.map((name) => sql`p.${name}`)]);
  const measures = MEASURES.map((name) => sql`q.${sql.raw(name)} * s.sign`);
  return sql`
    select ${comma([sql`s.bucket`, sql`q.fact`, ...names, ...measures])}
    from ${movesOf(rows, moves)} m
    cross join lateral (select ${grouped}, ${SUMS} from (${quarterRows(rows)}) p group by ${grouped}) q
    cross join lateral (values (m.added, 1), (m.taken, -1)) s(bucket, sign)`;
}

/** The moves, each with whether the rebuild of its day is due. */
function movesOf({ tenantId }: AskedRows, moves: readonly Move[]): SQL {
  const instants = (list: Date[]) => sql`${sql.param(list.map((at) => at.toISOString()))}::timestamptz[]`;
  const buckets = (list: number[]) => sql`${sql.param(list)}::int[]`;
  const columns = [
    sql`${sql.param(moves.map(({ day }) => day))}::date[]`,
    instants(moves.map(({ from }) => from)),
    instants(moves.map(({ to }) => to)),
    buckets(moves.map(({ taken }) => taken)),
    buckets(moves.map(({ added }) => added)),
  ];
  return sql`(
    select v.*, v.day in (select x.usage_date from dirty_days x where x.organization_id = ${tenantId}) as dirty
    from unnest(${comma(columns)}) v(day, start, stop, taken, added))`;
}

/** The quarter hours of a move `m`: from the narrow rollup where its day is clean and nothing more is asked. */
function quarterRows(rows: AskedRows): SQL {
  const { query } = rows;
  const own = [...ownConditions(rows), sql`r.bucket_start >= m.start and r.bucket_start < m.stop`];
  const from = (table: string, condition: SQL) =>
    sql`select ${selected(query, sql`0`)} from ${sql.raw(table)} r where ${and([...own, condition])} offset 0`;
  const asked = [...query.dimensions, ...Object.keys(query.filters)];
  if (asked.length > 0) return from("rollup_quarter_hours", sql`true`);
  return sql`(${from("rollup_quarter_totals", sql`not m.dirty`)}) union all (${from("rollup_quarter_hours", sql`m.dirty`)})`;
}
