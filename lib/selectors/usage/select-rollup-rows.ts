import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { ROLLUP_DIMENSIONS, type RollupDimension } from "@/lib/domain/dimensions";
import type { UsageRow } from "@/lib/domain/fill";
import type { Segment, Source } from "@/lib/domain/planner";
import type { Span } from "@/lib/domain/usage-query";
import { comma, type DimensionColumns, keyNames } from "@/lib/selectors/usage/fragments";
import { hasNoneOf, type OtherKeys } from "@/lib/selectors/usage/other-keys";
import { type SummedRow, toUsageRow } from "@/lib/selectors/usage/summed-row";
import { type UsageRead, usageRows } from "@/lib/selectors/usage/usage-rows";

/** What each rollup keeps apart. */
const KEPT: Record<Exclude<Source, "events">, readonly RollupDimension[]> = {
  rollup_day_totals: [],
  rollup_day_providers: ["provider"],
  rollup_days: ROLLUP_DIMENSIONS,
  rollup_quarter_totals: [],
  rollup_quarter_hours: ROLLUP_DIMENSIONS,
};

export type RollupRow = {
  table: Source;
  from: Date;
  dimensions: Record<RollupDimension, string | null>;
  row: UsageRow;
};
/** The rows of one table: `spans` are the days or quarter hours that it keeps apart. */
export type RollupPart = { segment: Segment; spans: readonly Span[]; except?: OtherKeys | undefined };

/** The rows of a rollup that a question reads, each for itself; days whose rebuild is due as they will be. */
export async function selectRollupRows(
  db: Db,
  read: UsageRead,
  { segment, spans, except }: RollupPart,
): Promise<RollupRow[]> {
  if (segment.source === "events") return [];
  const kept = KEPT[segment.source];
  const query = { ...read.query, dimensions: kept, spans };
  const rows = usageRows({ ...read, query, plan: { ...read.plan, segments: [segment] } });
  if (!rows) return [];
  const names = keyNames(kept);
  const columns: DimensionColumns = Object.fromEntries(
    kept.map((name, index) => [name, sql`u.${names[index]}`]),
  );
  const { rows: summed } = await db.execute<SummedRow>(sql`
    select u.fact, u.bucket, array[${comma(names)}]::text[] as key, sum(u.event_count)::text as event_count,
      sum(u.quantity)::text as quantity, sum(u.quantity_count)::text as quantity_count
    from (${rows}) u
    ${except ? sql`where ${hasNoneOf(except, columns)}` : sql``}
    group by ${comma([sql`u.fact`, sql`u.bucket`, ...names])}
    order by u.bucket, u.fact, 3`);
  return summed.map((one) => toRollupRow(toUsageRow(one), segment.source, { kept, spans }));
}

type Place = { kept: readonly RollupDimension[]; spans: readonly Span[] };

function toRollupRow(row: UsageRow, table: Source, { kept, spans }: Place): RollupRow {
  const valueAt = (name: RollupDimension) => row.key?.[kept.indexOf(name)] ?? null;
  const dimensions = {
    team: valueAt("team"),
    provider: valueAt("provider"),
    file_type: valueAt("file_type"),
  };
  return { table, from: spans[row.bucket]?.start ?? new Date(Number.NaN), dimensions, row };
}
