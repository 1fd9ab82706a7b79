import { sumOf } from "@/components/charts/prepare/exact-sum";
import type { ChartSeries, ChartValues } from "@/components/charts/prepare/types";
import type { MeterNames, NamedSeries } from "@/components/usage/prepare/named-series";
import { addDecimals } from "@/lib/domain/decimal";

/** The series of one meter: they always have one unit. */
export type MeterPanel = {
  meter: string;
  name: string;
  unit: string;
  series: NamedSeries[];
  /** Null where the meter does not add up over its series. */
  total: string | null;
  events: number;
};

/** One panel per meter, the one with the most events first. */
export function meterPanels(series: readonly NamedSeries[], meters: MeterNames): MeterPanel[] {
  const panels = [...new Set(series.map((one) => one.meter))].map((meter) => {
    const own = series.filter((one) => one.meter === meter);
    const name = meters.get(meter) ?? meter;
    const events = own.reduce((sum, one) => sum + one.events, 0);
    return { meter, name, unit: own[0]?.unit ?? "", series: own, total: totalOf(own), events };
  });
  return panels.sort((a, b) => b.events - a.events);
}

/** The unit of all series; null where they differ, because then they have no axis and no sum. */
export function oneUnit(series: readonly Pick<NamedSeries, "unit">[]): string | null {
  const [first] = series;
  return first && series.every((one) => one.unit === first.unit) ? first.unit : null;
}

/** The exact sum of the series' totals; null where adding them means nothing. */
export function totalOf(series: readonly Pick<ChartSeries, "total" | "additive">[]): string | null {
  return series.length === 0 ? "0" : sumOf(series, (one) => one.total);
}

/** Each series as its running total, the earlier one as well. What does not add up stays as it is. */
export function cumulated<S extends ChartSeries>(series: readonly S[]): S[] {
  return series.map((one) => {
    if (one.additive === false) return one;
    return { ...one, ...runningTotal(one), previous: one.previous && runningTotal(one.previous) };
  });
}

/** Values as their running total; a gap stays a gap and adds nothing. */
export function runningTotal({ dates, exact, total }: ChartValues): ChartValues {
  let sum = "0";
  const sums = exact.map((value) => {
    if (value === null) return null;
    sum = addDecimals([sum, value]);
    return sum;
  });
  return { dates, exact: sums, values: sums.map((value) => (value === null ? null : Number(value))), total };
}
