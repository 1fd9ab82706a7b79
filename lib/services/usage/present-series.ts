import "server-only";
import type { Context } from "@/db/context";
import type { UsageSeries, UsageSeriesQuery, UsageSeriesResult } from "@/lib/contracts/usage-series";
import type { Bucket } from "@/lib/domain/buckets";
import { type Line, lineTotal } from "@/lib/domain/fill";
import type { ShownSeries } from "@/lib/domain/fold";
import { type Naming, restLabel, seriesBreakdown, seriesLabel } from "@/lib/domain/labels";
import type { Meter } from "@/lib/domain/meters";
import type { Range } from "@/lib/domain/range";
import { toCoverage, toSeriesBucket } from "@/lib/services/usage/present-coverage";
import type { OpeningPart } from "@/lib/services/usage/read-opening";
import type { ReadSeries } from "@/lib/services/usage/read-series";
import { encodeCursor } from "@/lib/services/usage/series-cursor";
import type { BucketedRange } from "@/lib/services/usage/usage-question";

/** The range that was compared with (undefined before the own one has begun), and a line per shown series. */
export type ComparedSeries = { range: Range | undefined; buckets: Bucket[]; lines: Line[] };

type Answer = {
  context: Context;
  query: UsageSeriesQuery;
  current: BucketedRange;
  read: ReadSeries;
  compared: ComparedSeries | undefined;
  naming: Naming;
  asOf: Date | null;
  opening: OpeningPart[];
  meters: readonly Meter[];
};

/** Turns read series into the answer of the contract. */
export function toUsageSeries(answer: Answer): UsageSeries {
  const { context, query, current, read, compared } = answer;
  const last = read.series.at(-1)?.shown;
  const more = read.before + read.series.length < read.count;
  return {
    status: "ok",
    type: "timeseries",
    customer_id: context.tenant.customerId,
    results: toResults(answer),
    next: more && last ? encodeCursor(query, last) : null,
    total_count: read.count,
    meta: {
      ...toCoverage(context, current.range, answer.asOf),
      interval: query.interval,
      week_start: context.tenant.weekStart,
      buckets: current.buckets.map(toSeriesBucket),
      ...(query.show_values_on_series === undefined
        ? {}
        : { show_values_on_series: query.show_values_on_series }),
      ...(answer.opening.length > 0 ? { opening: answer.opening } : {}),
      ...(compared?.range ? { compare: toComparedMeta(compared.range, compared.buckets) } : {}),
    },
  };
}

function toResults(answer: Answer): UsageSeriesResult[] {
  const { context, current, read, compared } = answer;
  return read.series.flatMap(({ shown, line }, index) => {
    const place = read.before + index;
    const head = nameSeries(shown, answer);
    const id = compared ? place * 2 + 1 : place + 1;
    const now = {
      id,
      ...head,
      ...points(line, current.buckets, context.now),
      compare_label: "current" as const,
    };
    const other = compared?.lines[index];
    if (!compared || !other) return [now];
    const before = points(other, compared.buckets, context.now);
    return [now, { id: id + 1, ...head, ...before, compare_label: "previous" as const }];
  });
}

function nameSeries({ key, meter: meterKey, values, members }: ShownSeries, { naming, meters }: Answer) {
  const meter = meters.find((one) => one.key === meterKey);
  if (!meter)
    throw new Error(`A series of the meter ${meterKey} was read, which the organization does not have.`);
  const common = { key, usage_type: meter.key, aggregation: meter.aggregation, unit: meter.unit };
  if (members !== null) {
    const label = restLabel(meter, members, naming);
    return {
      ...common,
      label,
      breakdown_type: "other" as const,
      breakdown_value: null,
      member_count: members,
    };
  }
  const { type, value } = seriesBreakdown(meter.key, values, naming);
  return {
    ...common,
    label: seriesLabel(meter, values, naming),
    breakdown_type: type,
    breakdown_value: value,
  };
}

/** The points of a line; what lies in the future and holds nothing is null, not 0. */
function points(line: Line, buckets: readonly Bucket[], now: Date) {
  const exact = buckets.map(({ start }, index) => {
    const amount = line.amounts[index] ?? null;
    return start > now && amount === "0" && !line.counts[index] ? null : amount;
  });
  return {
    dates: buckets.map(({ date }) => date),
    data: exact.map((amount) => (amount === null ? null : Number(amount))),
    data_exact: exact,
    total: lineTotal(line),
    event_counts: [...line.counts],
  };
}

function toComparedMeta(range: Range, buckets: Bucket[]) {
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    buckets: buckets.map(toSeriesBucket),
  };
}
