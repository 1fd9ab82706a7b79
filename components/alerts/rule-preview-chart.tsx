"use client";

import { useMemo } from "react";
import { ChartSurface } from "@/components/charts/chart-surface";
import type { AlertRulePreview } from "@/lib/contracts/alert-rules";
import type { RuleKind } from "@/lib/domain/alerts/rule";
import { formatDay } from "@/lib/format-time";
import { drawnSeries, previewChart } from "./prepare/preview-chart";

export interface RulePreviewChartProps {
  preview: AlertRulePreview;
  kind: RuleKind;
  timezone: string;
}

const LIMIT_COLOURS = ["var(--critical)", "var(--warning)", "var(--exceeded)"];

/** What a rule would have seen each day, its thresholds, and flags where it would have fired. */
export function RulePreviewChart({ preview, kind, timezone }: RulePreviewChartProps) {
  const drawn = useMemo(() => drawnSeries(preview), [preview]);
  const chart = useMemo(
    () => drawn && previewChart(preview, drawn, { kind, timezone }),
    [preview, drawn, kind, timezone],
  );
  if (!drawn || !chart) return null;
  const { series, buckets, marks, format, limits } = chart;
  const [seen, ...moving] = series;
  const colours = new Map(moving.map(({ key }, at) => [key, LIMIT_COLOURS[at % LIMIT_COLOURS.length] ?? ""]));
  if (seen) colours.set(seen.key, "var(--chart-1)");
  const [first, last] = [buckets[0], buckets.at(-1)];
  const range = first && last ? `${formatDay(first.date)} to ${formatDay(last.date)}` : "";
  return (
    <>
      <ChartSurface
        label="What the rule would have seen"
        summary={`${seen?.label}, at the end of each day, ${range}. Crossed at: ${limits || "nothing"}.`}
        kind="line"
        stacked={false}
        interval="day"
        asOf={preview.to}
        highlighted={null}
        className="h-40"
        {...{ buckets, series, colours, format, marks }}
      />
      <p className="text-xs text-axis">
        {seen?.label}
        {limits && ` · ${limits}`}
      </p>
    </>
  );
}
