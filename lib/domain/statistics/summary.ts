import { addDecimals, divideDecimals } from "@/lib/domain/decimal";
import { standardDeviation } from "@/lib/domain/statistics/deviation";
import { percentileOf, sortDecimals } from "@/lib/domain/statistics/percentile";

/** The fractions of the percentiles that statistics tell. */
export const PERCENTILES = { median: "0.5", p95: "0.95", p99: "0.99" } as const;

/** What is told about some values; all but the count and the total are null where there are none. */
export type Summary = {
  count: number;
  total: string;
  avg: string | null;
  min: string | null;
  max: string | null;
  median: string | null;
  p95: string | null;
  p99: string | null;
};

/** The summary of decimal texts, with the standard deviation of the population: exact, quotients to 6 places. */
export function summarize(values: readonly string[]): Summary & { stddev: string | null } {
  const sorted = sortDecimals(values);
  const total = addDecimals(sorted);
  return {
    count: sorted.length,
    total,
    avg: divideDecimals(total, String(sorted.length)),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    median: percentileOf(sorted, PERCENTILES.median),
    p95: percentileOf(sorted, PERCENTILES.p95),
    p99: percentileOf(sorted, PERCENTILES.p99),
    stddev: standardDeviation(sorted),
  };
}
