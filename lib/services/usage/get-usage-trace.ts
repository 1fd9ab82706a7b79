import "server-only";
import type { Context } from "@/db/context";
import type { UsageTrace, UsageTraceQuery } from "@/lib/contracts/usage-trace";
import { archivedFacts, refuseArchived } from "@/lib/domain/archived-spans";
import type { Bucket } from "@/lib/domain/buckets";
import { comparedRange } from "@/lib/domain/compare";
import { toDecimal } from "@/lib/domain/decimal";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { Plan } from "@/lib/domain/planner";
import type { UsageQuery } from "@/lib/domain/usage-query";
import { toCoverage, toSeriesBucket } from "@/lib/services/usage/present-coverage";
import { readSameSeries, type SeriesPage } from "@/lib/services/usage/read-series";
import { type Cell, findBucket, findCell } from "@/lib/services/usage/trace-cell";
import { type EventSum, reconciles, sumEvents } from "@/lib/services/usage/trace-events";
import { planOfBucket, type TracedRow, traceRollups } from "@/lib/services/usage/trace-rollups";
import { readTraceSpend } from "@/lib/services/usage/trace-spend";
import {
  type BucketedRange,
  chooseMeters,
  cutRange,
  toAsOf,
  toBucketedRange,
  toFilters,
} from "@/lib/services/usage/usage-question";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";
import { type ListedEvents, listCellEvents } from "@/lib/services/usage-events/list-cell-events";

const MOST_ROWS = 1000;

/**
 * Proves one number of a series: reads it as the series does, tells the rollup rows that it is made of, and
 * recomputes it from its events, which are listed.
 */
export async function getUsageTrace(context: Context, query: UsageTraceQuery): Promise<UsageTrace> {
  const current = toBucketedRange(context, query);
  const traced = query.compare_label === "previous" ? toCompared(context, query, current) : current;
  const asOf = toAsOf(query.as_of, current.range.timezone);
  const { bucket, place } = findBucket(traced.buckets, query.date);
  return readUsage(context, async (reader) => {
    const asked = toQuestion(reader, query, current, asOf);
    const cell = await findCell(reader, asked, toPage(reader, query), query.key);
    const needed = { field: "date", facts: archivedFacts([cell.meter]) };
    refuseArchived(reader, bucket, needed);
    const question = { ...asked, spans: traced.buckets };
    const [line] = await readSameSeries(
      reader,
      { ...question, meters: [cell.meter] },
      [cell.shown],
      cell.list,
    );
    const plan = planOfBucket(question, cell.meter, bucket, reader.billingTimezone);
    return toUsageTrace({
      ...{ context, query, range: traced.range, bucket, cell, plan, asOf },
      value: line?.amounts[place] ?? null,
      rows: await traceRollups(reader, question, plan, cell),
      sums: await sumEvents(reader, question, cell, bucket),
      listed: await listCellEvents(reader, query, { ...cell, bucket, asOf }),
      spend: query.spend
        ? await readTraceSpend(context, reader, { cell, bucket, dimensions: asked.dimensions, asOf })
        : null,
    });
  });
}

function toQuestion(
  reader: UsageReader,
  query: UsageTraceQuery,
  { buckets }: BucketedRange,
  asOf: Date | null,
): UsageQuery {
  const { meters } = chooseMeters(reader.meters, query);
  const dimensions = (query.breakdowns ?? []).filter((dimension) => dimension !== "type");
  return { meters, dimensions, filters: toFilters(query), spans: buckets, asOf };
}

function toPage(reader: UsageReader, query: UsageTraceQuery): SeriesPage {
  const { named } = chooseMeters(reader.meters, query);
  return { named, top: query.top, excludeEmpty: query.exclude_empty ?? false, pageSize: 1, after: undefined };
}

function toCompared(context: Context, query: UsageTraceQuery, { range }: BucketedRange): BucketedRange {
  if (query.compare === "none")
    throw new InvalidInput("conflicting_parameters", "compare_label", "previous needs compare");
  const settings = { compare: query.compare, startDate: query.compare_start_date, now: context.now };
  const compared = comparedRange(range, settings);
  if (!compared)
    throw new InvalidInput("invalid_parameter", "date", "nothing is compared before the range has begun");
  return cutRange(context, compared, query.interval);
}

type Traced = {
  context: Context;
  query: UsageTraceQuery;
  range: BucketedRange["range"];
  bucket: Bucket;
  cell: Cell;
  plan: Plan;
  asOf: Date | null;
  value: string | null;
  rows: TracedRow[];
  sums: EventSum;
  listed: ListedEvents;
  spend: UsageTrace["spend"];
};

function toUsageTrace(traced: Traced): UsageTrace {
  const { context, query, range, bucket, cell, plan, asOf, value, rows, sums, listed, spend } = traced;
  return {
    key: cell.shown.key,
    usage_type: cell.meter.key,
    unit: cell.meter.unit,
    value,
    rollup_rows: rows.slice(0, MOST_ROWS).map(toRollupRow),
    rollup_row_count: rows.length,
    event_count: sums.count,
    event_sum: sums.sum,
    opening_sum: sums.opening,
    reconciles: reconciles(value, sums),
    ...listed,
    spend,
    meta: {
      ...toCoverage(context, range, asOf),
      interval: query.interval,
      week_start: context.tenant.weekStart,
      bucket: toSeriesBucket(bucket),
      sources: plan.segments.map(({ source, from, to }) => ({
        ...{ table: source, from: from.toISOString(), to: to.toISOString() },
      })),
      reason: plan.reason,
    },
  };
}

function toRollupRow({ table, from, dimensions, row, amount }: TracedRow): UsageTrace["rollup_rows"][number] {
  return {
    table,
    from: from.toISOString(),
    fact: row.fact,
    team_id: dimensions.team,
    provider: dimensions.provider,
    file_type: dimensions.file_type,
    event_count: row.eventCount,
    quantity: toDecimal(row.quantity),
    amount: toDecimal(amount),
  };
}
