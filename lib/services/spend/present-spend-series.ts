import "server-only";
import type { Context } from "@/db/context";
import type { SpendSeriesAnswer, SpendSeriesQuery, SpendSeriesResult } from "@/lib/contracts/spend-series";
import { type Naming, restLabel, seriesBreakdown, seriesLabel } from "@/lib/domain/labels";
import type { Meter } from "@/lib/domain/meters";
import { countsPerBucket, cumulated, perBucket } from "@/lib/domain/spend/cells";
import { priceableKeys } from "@/lib/domain/spend/priced-keys";
import { emptySeries, restOf, type SpendSeries } from "@/lib/domain/spend/spend-series";
import type { ReadSpend } from "@/lib/services/spend/get-spend-series";
import { toCoverage, toSeriesBucket } from "@/lib/services/usage/present-coverage";
import { encodeCursor } from "@/lib/services/usage/series-cursor";

/** The range that was compared with; undefined before the own one has begun. */
export type ComparedSpend = { read: ReadSpend | undefined };

export type SpendPage = {
  /** All series in order, the page among them. */
  list: readonly SpendSeries[];
  shown: readonly SpendSeries[];
  before: number;
  compared: ComparedSpend | undefined;
};

export type SpendReading = {
  context: Context;
  query: SpendSeriesQuery;
  asOf: Date | null;
  read: ReadSpend;
  page: SpendPage;
  naming: Naming;
  meters: readonly Meter[];
};

const TOTAL_LABEL = "Total Spend";

/** Turns read spend into the answer of the contract. */
export function toSpendSeries(reading: SpendReading): SpendSeriesAnswer {
  const { context, query, read, page } = reading;
  const last = page.shown.at(-1);
  const more = page.before + page.shown.length < page.list.length;
  const compared = page.compared?.read;
  return {
    status: "ok",
    type: "timeseries",
    customer_id: context.tenant.customerId,
    results: toResults(reading),
    next: more && last ? encodeCursor(query, last) : null,
    total_count: page.list.length,
    meta: {
      ...toCoverage(context, read.range, reading.asOf),
      interval: query.interval,
      week_start: context.tenant.weekStart,
      buckets: read.buckets.map(toSeriesBucket),
      ...(query.show_values_on_series === undefined
        ? {}
        : { show_values_on_series: query.show_values_on_series }),
      ...(compared ? { compare: toComparedMeta(compared) } : {}),
      ...toCurrencies(reading),
      cumulative: query.cumulative ?? false,
      marks: read.marks.map(({ at, kind, usageTypes }) => ({
        ...{ at: at.toISOString(), kind, usage_types: usageTypes },
      })),
    },
  };
}

function toCurrencies({ context, page }: SpendReading) {
  const own = context.tenant.currency;
  const found = new Set(page.list.map(({ currency }) => currency));
  const currencies = [...found].sort((a, b) => (a === own ? -1 : b === own ? 1 : a < b ? -1 : 1));
  return { currency: currencies[0] ?? own, currencies };
}

function toResults(reading: SpendReading): SpendSeriesResult[] {
  const { page, read } = reading;
  return page.shown.flatMap((series, index) => {
    const place = page.before + index;
    const head = nameSpend(series, reading);
    const id = page.compared ? place * 2 + 1 : place + 1;
    const own = { id, ...head, ...points(series, read, reading), compare_label: "current" as const };
    if (!page.compared) return [own];
    const other = page.compared.read;
    const before = other ? points(sameSeries(series, other, page.list, reading), other, reading) : NO_POINTS;
    return [own, { id: id + 1, ...head, ...before, compare_label: "previous" as const }];
  });
}

const NO_POINTS = { dates: [], data: [], data_exact: [], total: "0", event_counts: [] };

/** The series of the same key in another range; a rest is everything that is not shown by itself. */
function sameSeries(
  series: SpendSeries,
  { series: others, cells }: ReadSpend,
  list: readonly SpendSeries[],
  { context }: SpendReading,
): SpendSeries {
  if (series.members === null)
    return others.find(({ key }) => key === series.key) ?? emptySeries(series, cells.length);
  const own = new Set(list.map(({ key }) => key));
  const folded = others.filter(
    ({ key, currency, usageType }) =>
      !own.has(key) && currency === series.currency && usageType === series.usageType,
  );
  return folded.length > 0
    ? restOf(folded, series, context.tenant.currency)
    : emptySeries(series, cells.length);
}

function nameSpend({ key, usageType, values, members, currency }: SpendSeries, reading: SpendReading) {
  const { naming, meters, context } = reading;
  const displayName =
    usageType === null
      ? TOTAL_LABEL
      : (priceableKeys(meters).find((one) => one.key === usageType)?.displayName ?? usageType);
  const common = { key, usage_type: usageType, unit: currency, currency };
  const suffix = currency === context.tenant.currency ? "" : ` (${currency})`;
  if (members !== null) {
    const label = restLabel({ displayName }, members, naming) + suffix;
    const rest = { breakdown_type: "other" as const, breakdown_value: null, member_count: members };
    return { ...common, label, ...rest };
  }
  const { type, value } = seriesBreakdown(usageType ?? "", values, naming);
  const label = seriesLabel({ displayName }, values, naming) + suffix;
  return { ...common, label, breakdown_type: type, breakdown_value: value };
}

/** The points of a series; what lies in the future and holds nothing is null, not 0. */
function points(
  { amounts, counts, total }: SpendSeries,
  { buckets, cells, periods }: ReadSpend,
  { query, context }: SpendReading,
) {
  const spent = perBucket(cells, amounts, buckets.length);
  const events = countsPerBucket(cells, counts, buckets.length);
  const shown = query.cumulative ? cumulated(cells, amounts, periods) : spent;
  const exact = buckets.map(({ start }, index) => {
    const nothing = spent[index] === "0" && events[index] === 0;
    return start > context.now && nothing ? null : (shown[index] ?? "0");
  });
  return {
    dates: buckets.map(({ date }) => date),
    data: exact.map((amount) => (amount === null ? null : Number(amount))),
    data_exact: exact,
    total,
    event_counts: events,
  };
}

function toComparedMeta({ range, buckets }: ReadSpend) {
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    buckets: buckets.map(toSeriesBucket),
  };
}
