import type {
  ChartLimit,
  ChartMarks,
  ChartMoment,
  SecondLine,
} from "@/components/charts/prepare/chart-marks";
import type { ChartBucket, Interval } from "@/components/charts/prepare/types";
import { valuesOf } from "@/components/usage/prepare/earlier-usage";
import type { BudgetAnswer } from "@/lib/contracts/budgets";
import type { SpendSeriesAnswer } from "@/lib/contracts/spend-series";
import { formatMoney } from "@/lib/format-money";

type Mark = SpendSeriesAnswer["meta"]["marks"][number];

const PERIOD = "New billing period";
const PRICES = "New prices";

/** Whether every bucket is about a billing period, so that a line at each would tell nothing. */
const isCoarse = (interval: Interval) => interval === "month" || interval === "billing_period";

/** The marks of a range as lines in its picture, each where its instant lies within its bucket. */
export function momentsOf(
  marks: readonly Mark[],
  buckets: readonly ChartBucket[],
  interval: Interval,
): ChartMoment[] {
  const moments = new Map<string, ChartMoment>();
  for (const { at, kind } of marks) {
    if (kind === "period" && isCoarse(interval)) continue;
    const index = placeOf(at, buckets);
    if (index === null) continue;
    const label = kind === "period" ? PERIOD : moments.has(at) ? `${PERIOD}, new prices` : PRICES;
    moments.set(at, { index, label });
  }
  return [...moments.values()];
}

/** 2.5 for the middle of the third bucket; null outside of all. */
function placeOf(at: string, buckets: readonly ChartBucket[]): number | null {
  const time = Date.parse(at);
  const index = buckets.findIndex(({ start, end }) => Date.parse(start) <= time && time < Date.parse(end));
  const bucket = buckets[index];
  if (!bucket) return null;
  const [start, end] = [Date.parse(bucket.start), Date.parse(bucket.end)];
  return index + (time - start) / (end - start);
}

/** The budgets as heights: that of the billing period where spend is cumulative, else those of the buckets. */
export function limitsOf(
  budgets: readonly BudgetAnswer[],
  { interval, cumulative }: { interval: Interval; cumulative: boolean },
): ChartLimit[] {
  const period = cumulative ? "billing_period" : interval;
  return budgets
    .filter((budget) => budget.period === period)
    .map(({ amount, currency }) => ({
      value: Number(amount),
      label: `Budget ${formatMoney(amount, currency)}`,
    }));
}

/** What the period has come to, as the line over the bars. */
export function reachedLine(
  answer: Pick<SpendSeriesAnswer, "results"> | undefined,
  currency: string,
): SecondLine | null {
  const of = (label: string) =>
    answer?.results.find((one) => one.currency === currency && one.compare_label === label);
  const [found, before] = [of("current"), of("previous")];
  return found
    ? {
        ...{ label: "Cumulative", values: found.data, exact: found.data_exact },
        before: before ? valuesOf(before) : null,
      }
    : null;
}

const PER = { day: "day", month: "month", billing_period: "billing period" } as const;

/** What the marks say, for the lines under the picture. */
export function markWords(marks: ChartMarks, budgets: readonly BudgetAnswer[]): string[] {
  const periods = marks.moments.some(({ label }) => label.startsWith(PERIOD));
  const prices = marks.moments.some(({ label }) => label.toLowerCase().endsWith("new prices"));
  const begun = [periods && "billing periods", prices && "prices"].filter(Boolean).join(" and ");
  return [
    ...(marks.line
      ? [
          `Dashed line, right axis: what the billing period has come to${
            marks.line.before ? "; in grey that of the previous range" : ""
          }`,
        ]
      : []),
    ...(begun ? [`Dotted lines: new ${begun}; tiers and included units begin again there`] : []),
    ...budgets.map(
      ({ amount, currency, period }) => `Budget: ${formatMoney(amount, currency)} per ${PER[period]}`,
    ),
  ];
}
