"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import type { ChartBucket } from "@/components/charts/prepare/types";
import { quantityFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import { CardState } from "@/components/ui/card-state";
import { cardStatus } from "@/components/usage/card-status";
import { ChartMenu } from "@/components/usage/chart-menu";
import { CsvItem } from "@/components/usage/csv-item";
import { useEmptyUsage } from "@/components/usage/empty-usage";
import { chosenMeter } from "@/components/usage/prepare/chosen-meter";
import { cumulated, type MeterPanel, oneUnit, totalOf } from "@/components/usage/prepare/meter-panels";
import type { MeterNames } from "@/components/usage/prepare/named-series";
import { useDownload } from "@/components/usage/use-download";
import { useKnownKeys } from "@/components/usage/use-known-keys";
import { useEarlierUsage, useMeterNames, useShownUsage } from "@/components/usage/use-shown-usage";
import { useUsageMarks } from "@/components/usage/use-usage-marks";
import { useZoom } from "@/components/usage/use-zoom";
import type { DimensionFilter } from "@/lib/domain/dimensions";

// The drawing code is large, and the server draws nothing.
const TimeSeriesChart = dynamic(
  () => import("@/components/charts/time-series-chart").then((module) => module.TimeSeriesChart),
  { ssr: false, loading: () => <ChartPlaceholder /> },
);
const UsagePanels = dynamic(
  () => import("@/components/usage/usage-panels").then((module) => module.UsagePanels),
  { ssr: false, loading: () => <ChartPlaceholder /> },
);

/** The main chart: one unit on one axis, or a panel for each meter. */
export function UsageChart() {
  const { view, resolved, change } = useView();
  const { answer, series, panels } = useShownUsage();
  const meters = useMeterNames();
  const isEmpty = answer.data !== undefined && series.length === 0;
  const empty = useEmptyUsage(isEmpty);
  const knownKeys = useKnownKeys(series.map((one) => one.key));
  const shown = useMemo(
    () => (view.cumulative ? panels.map((panel) => ({ ...panel, series: cumulated(panel.series) })) : panels),
    [panels, view.cumulative],
  );
  const drawn = useMemo(() => shown.flatMap((panel) => panel.series), [shown]);
  const unit = oneUnit(series);
  const earlier = useEarlierUsage();
  const compared = useMemo(() => earlier(panels.map(({ meter }) => meter)), [earlier, panels]);
  const zoom = useZoom();
  const download = useDownload();
  const buckets = answer.data?.meta.buckets ?? NO_BUCKETS;
  const { marks, notes } = useUsageMarks(buckets);
  const common = {
    interval: resolved.interval,
    buckets,
    state: isEmpty ? empty : cardStatus(answer),
    kind: view.chart,
    onKindChange: (chart: typeof view.chart) => change({ chart }),
    asOf: answer.data?.meta.as_of ?? null,
    menu: <ChartMenu dataset="usage" csv={<CsvItem csv={download} />} />,
    onBucketSelect: zoom.onBucketSelect,
  };
  const suffix = view.cumulative ? ", cumulative" : "";
  if (unit === null && !isEmpty && answer.data) {
    return <UsagePanels title={`Usage${suffix}`} panels={shown} {...common} />;
  }
  return (
    <TimeSeriesChart
      title={`${titleOf(view.type, panels, meters)}${suffix}`}
      format={quantityFormat(unit ?? "")}
      series={drawn}
      total={unit === null ? null : totalOf(series)}
      stacked={view.stack && drawn.every(({ additive }) => additive !== false)}
      hidden={view.hidden}
      onHiddenChange={(hidden) => change({ hidden })}
      knownKeys={knownKeys}
      compared={compared}
      hint={zoom.onBucketSelect && "Click or drag to zoom in"}
      onSpanSelect={zoom.onSpanSelect}
      badge={zoom.undo}
      showValues={view.values}
      scale={view.scale}
      marks={marks}
      notes={notes.map((words) => <p key={words}>{words}</p>)}
      {...common}
    />
  );
}

const NO_BUCKETS: readonly ChartBucket[] = [];

/** The meters in the picture; the chosen one also while nothing of it is there. */
function titleOf(filter: DimensionFilter, panels: readonly MeterPanel[], meters: MeterNames): string {
  const meter = chosenMeter(filter);
  if (meter) return meters.get(meter) ?? meter;
  return panels.map((panel) => panel.name).join(" and ") || "Usage";
}

function ChartPlaceholder() {
  return (
    <ChartFrame id="chart" title="Usage" format={quantityFormat("")}>
      <div className="px-4 pt-3 pb-12">
        <CardState
          state={{ status: "loading" }}
          subject="usage"
          skeleton={<ChartSkeleton />}
          className="h-60 sm:h-80 min-[120rem]:h-105"
        >
          {null}
        </CardState>
      </div>
    </ChartFrame>
  );
}
