import type { UsageSeries, UsageSeriesResult } from "@/lib/contracts/usage-series";
import { addDecimals } from "@/lib/domain/decimal";

/** Three days in November, the last one still running. */
export const DATES = ["2026-11-20", "2026-11-21", "2026-11-22"];

const UNITS: Record<string, string> = {
  api: "request",
  file_uploads: "upload",
  storage: "byte",
  bandwidth: "byte",
};

/** A series of the answer: its key, its label, and the exact value of each day. */
export function makeResult(
  key: readonly (string | null)[] | { other: string },
  label: string,
  exact: readonly (string | null)[],
): UsageSeriesResult {
  const meter = "other" in key ? key.other : (key[0] ?? "");
  return {
    id: 1,
    key: JSON.stringify(key),
    label,
    breakdown_type: "other" in key ? "other" : "multiple",
    breakdown_value: "other" in key ? null : [...key],
    aggregation: "sum",
    usage_type: meter,
    unit: UNITS[meter] ?? "thing",
    dates: DATES,
    data: exact.map((value) => (value === null ? null : Number(value))),
    data_exact: [...exact],
    total: addDecimals(exact.filter((value) => value !== null)),
    event_counts: exact.map((value) => (value === null || value === "0" ? 0 : 1)),
    compare_label: "current",
    ...("other" in key ? { member_count: 135 } : {}),
  };
}

/** The three days before. */
export const EARLIER_DATES = ["2026-11-17", "2026-11-18", "2026-11-19"];

/** The same series in the three days before. */
export function makeEarlier(...given: Parameters<typeof makeResult>): UsageSeriesResult {
  return { ...makeResult(...given), dates: EARLIER_DATES, compare_label: "previous" };
}

/** An answer that compares with the three days before, up to the same time of the third. */
export function makeCompared(results: UsageSeriesResult[]): UsageSeries {
  const answer = makeAnswer(results);
  const compare = { from: "2026-11-17T00:00:00.000Z", to: "2026-11-19T14:03:22.000Z", buckets: [] };
  return { ...answer, meta: { ...answer.meta, compare } };
}

/** An answer that holds these series. */
export function makeAnswer(results: UsageSeriesResult[]): UsageSeries {
  return {
    status: "ok",
    type: "timeseries",
    customer_id: null,
    results,
    next: null,
    total_count: results.length,
    meta: {
      from: "2026-11-20T00:00:00.000Z",
      to: "2026-11-23T00:00:00.000Z",
      timezone: "UTC",
      interval: "day",
      week_start: "monday",
      as_of: "2026-11-22T14:03:22.000Z",
      complete_until: "2026-11-22T14:03:22.000Z",
      buckets: DATES.map((date, index) => ({
        date,
        start: `${date}T00:00:00.000Z`,
        end: `2026-11-${21 + index}T00:00:00.000Z`,
        partial: index === DATES.length - 1,
      })),
    },
  };
}
