import Big from "big.js";
import { sumOf } from "@/components/charts/prepare/exact-sum";
import { shares } from "@/components/charts/prepare/shares";
import { quantityFormat } from "@/components/charts/value-format";
import type { DataColumn } from "@/components/tables/prepare-columns";
import { oneUnit, totalOf } from "@/components/usage/prepare/meter-panels";
import type { NamedSeries } from "@/components/usage/prepare/named-series";
import type { ViewInterval } from "@/lib/domain/view/interval";
import { formatPercent, formatUnit } from "@/lib/format";
import { type Change, formatChange } from "@/lib/format-change";
import { formatBucketTick } from "@/lib/format-time";

export type UsageRow = NamedSeries & { share: string | null; change: Change | null };

/** How the columns are laid out, and what all rows came to in the earlier range. */
export type ColumnSettings = {
  interval: ViewInterval;
  narrow: boolean;
  compared: { words: string; total: string | null } | null;
};

/** More columns than anyone scrolls through; the chart and the file hold every point. */
export const MOST_POINTS = 92;

/** The series with their shares of the total, where they have one unit. */
export function usageRows(series: readonly NamedSeries[]): UsageRow[] {
  const parts =
    oneUnit(series) && series.every(({ additive }) => additive !== false)
      ? shares(
          series.map((one) => one.total),
          2,
        )
      : [];
  return series.map((one, index) => ({
    ...one,
    share: parts[index] ?? null,
    change: one.previous ? formatChange(one.total, one.previous.total) : null,
  }));
}

/** Name, total, share, and then a column per point, the newest next to the total. */
export function usageColumns(
  rows: readonly UsageRow[],
  dates: readonly string[],
  { interval, narrow, compared }: ColumnSettings,
): DataColumn<UsageRow>[] {
  const unit = oneUnit(rows);
  const points = dates
    .map((date, index) => ({ date, index }))
    .reverse()
    .slice(0, MOST_POINTS);
  return [
    { ...nameColumn, width: narrow ? 140 : 240, footer: unit === null ? undefined : "Total" },
    { ...totalColumn(rows, unit), sticky: !narrow },
    ...(unit === null ? [unitColumn] : [shareColumn]),
    ...(compared ? comparedColumns(rows, unit, compared.total) : []),
    ...points.map((point) => pointColumn(rows, unit, interval, point)),
  ];
}

const nameColumn: DataColumn<UsageRow> = {
  id: "name",
  label: "Series",
  kind: "text",
  value: (row) => row.label,
  cell: (row) => (row.memberCount ? `${row.label} (${row.memberCount})` : row.label),
  rowHeader: true,
  sticky: true,
};

const exact = (value: string | null, unit: string) => quantityFormat(unit).cell(value);

function totalColumn(rows: readonly UsageRow[], unit: string | null): DataColumn<UsageRow> {
  return {
    id: "total",
    label: unit === null ? "Total" : `Total (${formatUnit(unit)})`,
    kind: "number",
    value: (row) => row.total,
    cell: (row) => exact(row.total, row.unit),
    width: 190,
    footer: unit === null ? undefined : exact(totalOf(rows), unit),
  };
}

const unitColumn: DataColumn<UsageRow> = {
  id: "unit",
  label: "Unit",
  kind: "text",
  value: (row) => formatUnit(row.unit),
  unsortable: true,
};

const shareColumn: DataColumn<UsageRow> = {
  id: "share",
  label: "Share",
  kind: "number",
  value: (row) => row.share,
  cell: (row) => formatPercent(row.share, "exact"),
  unsortable: true,
};

/** What a row came to before, and what that makes in per cent; rows that are new have no per cent to order by. */
function comparedColumns(
  rows: readonly UsageRow[],
  unit: string | null,
  total: string | null,
): DataColumn<UsageRow>[] {
  return [
    {
      id: "previous",
      label: "Previous",
      kind: "number",
      value: (row) => row.previous?.total ?? null,
      cell: (row) => exact(row.previous?.total ?? null, row.unit),
      footer: unit === null ? undefined : exact(total, unit),
    },
    {
      id: "change",
      label: "Change",
      kind: "number",
      value: (row) => percentOf(row.change?.difference ?? null, row.previous?.total ?? null),
      cell: (row) => <ChangeCell change={row.change} write={(value) => exact(value, row.unit)} />,
      footer: unit === null ? undefined : formatChange(totalOf(rows), total).text,
    },
  ];
}

function percentOf(difference: string | null, before: string | null): string | null {
  if (difference === null || before === null || new Big(before).eq(0)) return null;
  return new Big(difference).div(new Big(before).abs()).toFixed();
}

function ChangeCell({ change, write }: { change: Change | null; write: (value: string | null) => string }) {
  if (!change) return null;
  const { text, difference } = change;
  const sign = difference === null || difference === "0" || difference.startsWith("-") ? "" : "+";
  return (
    <span title={difference === null ? undefined : `${sign}${write(difference)}`}>
      <span aria-hidden>{text}</span>
      <span className="sr-only">
        {change.spoken}, {sign}
        {write(difference)}
      </span>
    </span>
  );
}

function pointColumn(
  rows: readonly UsageRow[],
  unit: string | null,
  interval: ViewInterval,
  { date, index }: { date: string; index: number },
): DataColumn<UsageRow> {
  const sum = sumOf(rows, (row) => row.exact[index] ?? null);
  return {
    id: date,
    label: pointLabel(date, interval),
    kind: "number",
    value: (row) => row.exact[index] ?? null,
    cell: (row) => exact(row.exact[index] ?? null, row.unit),
    footer: unit === null ? undefined : exact(sum, unit),
  };
}

/** Hours need their day, since a column stands alone. */
function pointLabel(date: string, interval: ViewInterval): string {
  if (interval !== "hour") return formatBucketTick(date, interval, { year: interval === "month" });
  return `${formatBucketTick(date.slice(0, 10), "day")} ${date.slice(11, 16)}`;
}
