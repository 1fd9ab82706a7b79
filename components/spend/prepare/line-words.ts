import { quantityFormat } from "@/components/charts/value-format";
import { priceWords } from "@/components/settings/pricing/price-words";
import type { SpendLineAnswer } from "@/lib/contracts/spend-lines";
import { dateIn } from "@/lib/domain/time-zone";
import { formatDayRange } from "@/lib/format-time";

type Bounds = { period_start: string; period_end: string };

/** The days from one instant to another, in the billing zone. */
export function daysWords(from: string, to: string, timezone: string, options?: { year: boolean }): string {
  const day = (at: number) => dateIn(at, timezone);
  return formatDayRange(day(Date.parse(from)), day(Date.parse(to) - 1), options);
}

/** What a line is charged by, and for which days where they are not all of the period's. */
export function lineWords(line: SpendLineAnswer, period: Bounds, timezone: string): string {
  const { kind, price, unit, corrects, segment_start, segment_end } = line;
  const days = daysWords(segment_start, segment_end, timezone);
  if (kind === "correction") return `Correction of statement ${corrects?.statement}, ${days}`;
  const isWhole = segment_start === period.period_start && segment_end === period.period_end;
  // What is included has a column of its own.
  const words = price ? priceWords({ ...price, included: "0" }, unit) : "";
  return isWhole ? words : `${words}, ${days}`;
}

/** The bounds of a tier: "0 to 2K requests", "Above 8K requests"; exactly where nothing can be looked up. */
export function tierWords(
  { from, to }: { from: string; to: string | null },
  unit: string,
  exactly: boolean,
): string {
  const format = quantityFormat(unit);
  const [short, whole] = exactly ? [format.cell, format.exact] : [format.axis, format.compact];
  return to === null ? `Above ${whole(from)}` : `${short(from)} to ${whole(to)}`;
}
