import { sumOf } from "./exact-sum";
import type { ChartComparison, ChartKind, ChartSeries, ChartValues } from "./types";

/** An earlier range as a line or bars: of one series, or of everything shown together (no key). */
export interface EarlierLine {
  key: string | null;
  values: readonly (number | null)[];
}

/** More earlier lines than that cannot be told apart; then the series that is read gets its own. */
export const MOST_EARLIER = 3;

/**
 * What the shown series came to together in the earlier range, exactly. Where all series are shown that is the whole
 * range, with what has no series any more. Null without a comparison, and where adding means nothing.
 */
export function togetherBefore(
  all: readonly ChartSeries[],
  shown: readonly ChartSeries[],
  whole: ChartValues | null,
): ChartValues | null {
  if (!shown.some(({ previous }) => previous)) return null;
  const [only, second] = shown;
  if (shown.length === all.length && whole && isSum(shown)) return whole;
  if (only && !second) return only.previous ?? null;
  return isSum(shown) ? summedBefore(shown) : null;
}

interface ComparedInput {
  folded: readonly ChartSeries[];
  shown: readonly ChartSeries[];
  compared: ChartComparison | null;
}

/** The earlier range under the shown series, and what all series came to in it. */
export function comparedParts({ folded, shown, compared }: ComparedInput) {
  const whole = compared?.whole ?? null;
  return {
    together: togetherBefore(folded, shown, whole),
    total: togetherBefore(folded, folded, whole)?.total ?? null,
  };
}

/** Why there is no earlier line where there are too many. */
export function crowdedNote(series: number, kind: ChartKind, stacked: boolean): string | null {
  if (series <= MOST_EARLIER || kind === "table" || (stacked && kind !== "line")) return null;
  return kind === "bar"
    ? "Earlier bars are drawn for stacks and up to three series"
    : "Point at a series in the legend to draw its earlier line";
}

const isSum = (series: readonly ChartSeries[]) =>
  series.length === 1 || series.every(({ additive }) => additive !== false);

/** The exact sum of what series came to in the earlier range. */
export function summedBefore(series: readonly ChartSeries[]): ChartValues {
  const longest = series.reduce<readonly string[]>(
    (dates, { previous }) => (previous && named(previous.dates) > named(dates) ? previous.dates : dates),
    [],
  );
  const exact = longest.map((_, index) => sumOf(series, ({ previous }) => previous?.exact[index] ?? null));
  return {
    dates: longest,
    exact,
    values: exact.map((value) => (value === null ? null : Number(value))),
    total: sumOf(series, ({ previous }) => previous?.total ?? null),
  };
}

const named = (dates: readonly string[]) => dates.filter((date) => date !== "").length;

/** What can be drawn of the earlier range: stacks and single series have one line, others one each. */
export function earlierLines(
  series: readonly ChartSeries[],
  together: ChartValues | null,
  stacked: boolean,
): EarlierLine[] {
  if (!series.some(({ previous }) => previous)) return [];
  if (stacked || series.length === 1) return together ? [{ key: null, values: together.values }] : [];
  return series.flatMap(({ key, previous }) => (previous ? [{ key, values: previous.values }] : []));
}

/** What is drawn of them: all of a few, of many that of the series being read. */
export function shownEarlier(lines: readonly EarlierLine[], highlighted: string | null): EarlierLine[] {
  return lines.length <= MOST_EARLIER ? [...lines] : lines.filter(({ key }) => key === highlighted);
}
