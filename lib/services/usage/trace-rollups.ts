import "server-only";
import type { Bucket } from "@/lib/domain/buckets";
import { addDays } from "@/lib/domain/calendar";
import { type MeterSource, meterSources } from "@/lib/domain/facts";
import { readFact } from "@/lib/domain/fill";
import type { Meter } from "@/lib/domain/meters";
import { type Plan, planUsage, type Segment } from "@/lib/domain/planner";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import type { Span, UsageQuery } from "@/lib/domain/usage-query";
import { type RollupRow, selectRollupRows } from "@/lib/selectors/usage/select-rollup-rows";
import type { Cell } from "@/lib/services/usage/trace-cell";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** A rollup row with what of it is in the traced number. */
export type TracedRow = RollupRow & { amount: string };

const QUARTER_MS = 900_000;

/** The part of a series' plan that answers for one of its buckets; where it cuts days, what the bucket is left with. */
export function planOfBucket(asked: UsageQuery, meter: Meter, bucket: Bucket, timezone: string): Plan {
  const whole = planUsage({ ...asked, meters: [meter] }, timezone);
  const plan = whole.cut ? planUsage({ ...asked, meters: [meter], spans: [bucket] }, timezone) : whole;
  const segments = plan.segments.flatMap(({ source, from, to }): Segment[] => {
    const start = Math.max(from.getTime(), bucket.start.getTime());
    const end = Math.min(to.getTime(), bucket.end.getTime());
    return start < end ? [{ source, from: new Date(start), to: new Date(end) }] : [];
  });
  return { ...plan, segments };
}

/** The rollup rows that a number is the sum of, in the order of their time. */
export async function traceRollups(
  reader: UsageReader,
  asked: UsageQuery,
  plan: Plan,
  cell: Cell,
): Promise<TracedRow[]> {
  const { meter, filters, except } = cell;
  const sources = new Map(meterSources(meter).map((source) => [source.fact, source]));
  const query = { ...asked, meters: [meter], filters };
  const read = { tenantId: reader.tenantId, query, plan, facts: [...sources.keys()] };
  const traced: TracedRow[] = [];
  for (const segment of plan.segments) {
    const spans = keptSpans(segment, plan.billingTimezone);
    const rows = await selectRollupRows(reader.tx, read, { segment, spans, except });
    traced.push(...rows.map((row) => ({ ...row, amount: amountOf(row, sources) })));
  }
  return traced;
}

function amountOf({ row }: RollupRow, sources: ReadonlyMap<string, MeterSource>): string {
  const source = sources.get(row.fact);
  return source ? readFact(row, source)[0] : "0";
}

/** The days or quarter hours that a table keeps apart. */
function keptSpans({ source, from, to }: Segment, timezone: string): Span[] {
  const spans: Span[] = [];
  const quarters = source === "rollup_quarter_hours" || source === "rollup_quarter_totals";
  const next = (at: number) =>
    quarters ? at + QUARTER_MS : startOfDay(addDays(dateIn(at, timezone), 1), timezone);
  for (let at = from.getTime(); at < to.getTime() && source !== "events"; ) {
    const end = next(at);
    // A day that a zone skipped begins where the next one does.
    if (end > at) spans.push({ start: new Date(at), end: new Date(end) });
    at = Math.max(end, at + 1);
  }
  return spans;
}
