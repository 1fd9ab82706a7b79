import { sumOf } from "@/components/charts/prepare/exact-sum";
import type { MeterPanel } from "@/components/usage/prepare/meter-panels";
import type { NamedSeries } from "@/components/usage/prepare/named-series";
import { compareDecimals } from "@/lib/domain/decimal";
import type { ViewInterval } from "@/lib/domain/view/interval";
import { formatQuantity, formatUnit } from "@/lib/format";
import { formatBucketLabel } from "@/lib/format-time";

/** The figures of the view in words: what was used, and when most of it. */
export type Answer = { headline: string; detail: string | null };

const SHOWN = 3;

/** The answer that the page gives before anything is drawn. `when` completes it: "in the last 30 days". */
export function answerOf(panels: readonly MeterPanel[], when: string, interval: ViewInterval): Answer {
  if (panels.length === 0) return { headline: `No usage ${when}`, detail: null };
  const named = panels.slice(0, SHOWN).map(figure);
  const rest = panels.length - named.length;
  const more = rest > 0 ? ` and ${rest} more ${rest === 1 ? "meter" : "meters"}` : "";
  const [only] = panels;
  return {
    headline: `${named.join(", ")}${more} ${when}`,
    detail: panels.length === 1 && only ? busiest(only.series, only.unit, interval) : null,
  };
}

/** "10.3K requests", and "2.75 GB of bandwidth" where the unit does not say of what. */
function figure({ unit, name, total }: MeterPanel): string {
  const thing = inSentence(name);
  if (total === null) return thing;
  const amount = formatQuantity(total, unit);
  return thing.includes(formatUnit(unit)) ? amount : `${amount} of ${thing}`;
}

/** A name inside a sentence: small, unless it begins with an abbreviation. */
const inSentence = (name: string) =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** "Most on Thu, 19 Nov 2026: 2,896 requests"; null where no point stands out. */
function busiest(series: readonly NamedSeries[], unit: string, interval: ViewInterval): string | null {
  const dates = series[0]?.dates ?? [];
  if (dates.length < 2) return null;
  const sums = dates.map((date, index) => ({
    date,
    sum: sumOf(series, (one) => one.exact[index] ?? null) ?? "0",
  }));
  const top = sums.reduce((best, one) => (compareDecimals(one.sum, best.sum) > 0 ? one : best));
  if (compareDecimals(top.sum, "0") <= 0) return null;
  const where = interval === "week" || interval === "month" ? "in" : "on";
  return `Most ${where} ${formatBucketLabel(top.date, interval)}: ${formatQuantity(top.sum, unit, "exact")}`;
}
