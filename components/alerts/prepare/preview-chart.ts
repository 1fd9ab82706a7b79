import type { ChartFlag, ChartLimit, ChartMarks } from "@/components/charts/prepare/chart-marks";
import type { ChartBucket, ChartSeries } from "@/components/charts/prepare/types";
import { moneyFormat, quantityFormat, type ValueFormat } from "@/components/charts/value-format";
import type { AlertRulePreview } from "@/lib/contracts/alert-rules";
import type { RuleKind } from "@/lib/domain/alerts/rule";
import { addDays } from "@/lib/domain/calendar";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import { formatCount } from "@/lib/format";
import { formatDay, formatInstant } from "@/lib/format-time";
import { STATUS_WORDS } from "./limit-words";

type Series = AlertRulePreview["series"][number];
type Moment = AlertRulePreview["moments"][number];

export type PreviewChart = {
  format: ValueFormat;
  buckets: readonly ChartBucket[];
  series: readonly ChartSeries[];
  marks: ChartMarks;
  /** From which values the thresholds are crossed, in words; the picture may have no room for their lines. */
  limits: string;
};

const isOf = (series: Series) => (moment: Moment) =>
  moment.usage_type === series.usage_type && moment.period === series.period;

/** What is drawn of a rule about several periods: the one in which it would have fired most. */
export function drawnSeries({ series, moments }: AlertRulePreview): Series | undefined {
  const fired = (one: Series) => moments.filter(isOf(one)).length;
  return [...series].sort((a, b) => fired(b) - fired(a))[0];
}

/** What a rule would have seen that is about the limits of one period only; all of it without one. */
export function previewOfPeriod(
  preview: AlertRulePreview,
  period: QuotaPeriod | undefined,
): AlertRulePreview {
  if (period === undefined) return preview;
  const moments = preview.moments.filter((moment) => moment.period === period);
  const series = preview.series.filter((one) => one.period === period);
  // Only the first moments are told: where all of them are of the period, the count knows more.
  const fired = moments.length === preview.moments.length ? preview.fired : moments.length;
  return { ...preview, fired, moments, series };
}

/** Shares of a limit are percents, other thresholds amounts. */
const isShare = (kind: RuleKind) => kind === "quota_share" || kind === "forecast" || kind === "rise";

const formatOf = ({ usage_type, unit }: Series): ValueFormat =>
  usage_type === null ? moneyFormat(unit) : quantityFormat(unit);

const thresholdName = (kind: RuleKind, format: ValueFormat) => (threshold: string) =>
  isShare(kind) ? `${formatCount(threshold)} %` : format.compact(threshold);

/** The last moments in words, the newest first: "Wed, 18 Nov 2026, 14:00:00 UTC: 100 % reached with 2.55 GB". */
export function momentWords(
  { moments, series }: AlertRulePreview,
  { kind, timezone, most }: { kind: RuleKind; timezone: string; most: number },
): string[] {
  return moments
    .slice(-most)
    .toReversed()
    .flatMap((moment) => {
      const own = series.find((one) => isOf(one)(moment));
      if (!own) return [];
      const format = formatOf(own);
      const reached = thresholdName(kind, format)(moment.threshold);
      return `${formatInstant(moment.at, timezone)}: ${reached} reached with ${format.compact(moment.value)}`;
    });
}

/** A rule's past as a picture: what it would have seen each day, its thresholds, and a flag where it would have fired. */
export function previewChart(
  preview: AlertRulePreview,
  drawn: Series,
  { kind, timezone }: { kind: RuleKind; timezone: string },
): PreviewChart {
  const format = formatOf(drawn);
  const name = thresholdName(kind, format);
  const steady = drawn.limits.filter(({ values }) => new Set(values).size === 1);
  const moving = drawn.limits.filter((limit) => !steady.includes(limit));
  const moments = preview.moments.filter(isOf(drawn));
  return {
    format,
    buckets: drawn.dates.map((date) => toBucket(date, preview.to, timezone)),
    series: [
      toChartSeries("seen", WORDS[kind], drawn.dates, drawn.values),
      ...moving.map(({ threshold, values }) =>
        toChartSeries(`limit ${threshold}`, `Threshold ${name(threshold)}`, drawn.dates, values),
      ),
    ],
    marks: {
      moments: [],
      line: null,
      limits: steady.flatMap(({ threshold, values: [value = null] }): ChartLimit[] =>
        value === null ? [] : [{ value: Number(value), label: name(threshold) }],
      ),
      flags: moments.flatMap((moment) => toFlag(moment, { drawn, format, name, timezone })),
    },
    limits: drawn.limits
      .flatMap(({ threshold, values }) => {
        const value = values.at(-1) ?? null;
        if (value === null) return [];
        return isShare(kind) ? `${name(threshold)} is ${format.compact(value)}` : name(threshold);
      })
      .join(", "),
  };
}

const WORDS: Readonly<Record<RuleKind, string>> = {
  quota_share: "Used since the period began",
  usage: "Used since the period began",
  spend: "Spent since the period began",
  rise: "Used since the period began",
  forecast: "Forecast for the whole period",
  anomaly: "Score",
};

function toBucket(date: string, now: string, timezone: string): ChartBucket {
  const end = new Date(startOfDay(addDays(date, 1), timezone)).toISOString();
  return { date, start: new Date(startOfDay(date, timezone)).toISOString(), end, partial: end > now };
}

function toChartSeries(
  key: string,
  label: string,
  dates: readonly string[],
  exact: readonly (string | null)[],
): ChartSeries {
  const values = exact.map((value) => (value === null ? null : Number(value)));
  return { key, label, dates, values, exact, total: null, additive: false };
}

type Flagging = {
  drawn: Series;
  format: ValueFormat;
  name: (threshold: string) => string;
  timezone: string;
};

function toFlag(
  { at, level, threshold, value }: Moment,
  { drawn, format, name, timezone }: Flagging,
): ChartFlag[] {
  // A step that ends at midnight is of the day before.
  const date = dateIn(Date.parse(at) - 1, timezone);
  const index = drawn.dates.indexOf(date);
  if (index < 0) return [];
  const label = `${STATUS_WORDS[level].word}: ${name(threshold)} on ${formatDay(date)}`;
  return [{ index, tone: level, label, text: `${format.exact(value)} by ${formatInstant(at, timezone)}` }];
}
