import { summedBefore } from "./earlier";
import { descending, sumOf } from "./exact-sum";
import type { ChartSeries } from "./types";

export const MAX_SERIES = 8;

/** The key of the rest that is folded here; the server's own rest keeps the key it came with. */
export const OTHER_KEY = "other";

/** The largest series by total and, last, everything else as one; ties keep the order given. */
export function foldSeries(series: readonly ChartSeries[], limit = MAX_SERIES): ChartSeries[] {
  const named = series.filter((one) => !one.other).sort((a, b) => descending(a.total, b.total));
  const rest = [...named.slice(limit), ...series.filter((one) => one.other)];
  const shown = named.slice(0, limit);
  if (rest.length === 0) return shown;
  const [first] = rest;
  return [...shown, first?.other && rest.length === 1 ? first : merge(rest)];
}

function merge(rest: readonly ChartSeries[]): ChartSeries {
  const dates = rest[0]?.dates ?? [];
  const exact = dates.map((_, index) => sumOf(rest, (one) => one.exact[index] ?? null));
  return {
    key: rest.find((one) => one.other)?.key ?? OTHER_KEY,
    label: "Other",
    other: true,
    memberCount: rest.reduce((count, one) => count + (one.memberCount ?? 1), 0),
    dates,
    exact,
    values: exact.map((value) => (value === null ? null : Number(value))),
    total: sumOf(rest, (one) => one.total),
    previous: rest.some(({ previous }) => previous) ? summedBefore(rest) : undefined,
  };
}

/** What is drawn: the folded series without those the reader has hidden. */
export function visibleSeries(folded: readonly ChartSeries[], hidden: readonly string[]): ChartSeries[] {
  return folded.filter((one) => !hidden.includes(one.key));
}
