"use client";

import { useMemo } from "react";
import { ChartLegend } from "@/components/charts/chart-legend";
import { EarlierKey } from "@/components/charts/earlier-key";
import { seriesColours } from "@/components/charts/prepare/colours";
import { togetherBefore } from "@/components/charts/prepare/earlier";
import type { ChartComparison } from "@/components/charts/prepare/types";
import { SmallMultiples, type SmallMultiplesProps } from "@/components/charts/small-multiples";
import { quantityFormat } from "@/components/charts/value-format";
import { useView } from "@/components/filters/view-context";
import type { MeterPanel } from "@/components/usage/prepare/meter-panels";
import type { NamedSeries } from "@/components/usage/prepare/named-series";
import { useKnownKeys } from "@/components/usage/use-known-keys";
import { useEarlierUsage } from "@/components/usage/use-shown-usage";

const MOST_PANELS = 6;
/** Panels have units of their own: the key below them names days only. */
const NO_FORMAT = quantityFormat("");

export type UsagePanelsProps = Omit<SmallMultiplesProps, "panels" | "knownKeys" | "footer"> & {
  panels: readonly MeterPanel[];
};

/** A panel per meter, because their units differ. What two meters have in common has one colour and one switch. */
export function UsagePanels({ panels, ...props }: UsagePanelsProps) {
  const { view } = useView();
  const drawn = panels.slice(0, MOST_PANELS);
  const series = drawn.flatMap((panel) => panel.series);
  const parts = [...new Map(series.map(({ part, other }) => [part.key, { ...part, other }])).values()];
  const knownKeys = useKnownKeys(parts.map((part) => part.key));
  const earlier = useEarlierUsage();
  const shown = useMemo(
    () =>
      panels
        .slice(0, MOST_PANELS)
        .map((panel) => toPanel(panel, { ...view, compared: earlier([panel.meter]) })),
    [panels, view, earlier],
  );
  const words = shown[0]?.compared?.words;
  return (
    <SmallMultiples
      {...props}
      panels={shown}
      knownKeys={knownKeys}
      footer={
        <div className="flex flex-col gap-1 pt-2 text-xs text-axis">
          {words && (
            <EarlierKey {...{ words }} total={null} before={null} format={NO_FORMAT} kind={props.kind} />
          )}
          {parts.length > 1 && <PartsLegend series={series} parts={parts} knownKeys={knownKeys} />}
          {panels.length > MOST_PANELS && (
            <p>
              {MOST_PANELS} of {panels.length} meters are drawn; the table has all. Choose a meter to draw it.
            </p>
          )}
        </div>
      }
    />
  );
}

interface PanelView {
  stack: boolean;
  hidden: readonly string[];
  compared: ChartComparison | null;
}

function toPanel({ meter, name, unit, series, total }: MeterPanel, { stack, hidden, compared }: PanelView) {
  const shown = series
    .filter((one) => !hidden.includes(one.key))
    .map((one) => ({ ...one, key: one.part.key, label: one.part.label }));
  const addsUp = series.every(({ additive }) => additive !== false);
  const isWhole = shown.length === series.length;
  const before = togetherBefore(series, series, compared?.whole ?? null);
  return {
    key: meter,
    title: name,
    format: quantityFormat(unit),
    series: shown,
    total,
    stacked: stack && addsUp,
    compared: compared && {
      words: compared.words,
      whole: isWhole ? compared.whole : null,
      total: before?.total ?? null,
    },
  };
}

interface PartsLegendProps {
  series: readonly NamedSeries[];
  parts: readonly { key: string; label: string; other?: boolean }[];
  knownKeys: readonly string[];
}

/** Switches every meter's series of a part at once. */
function PartsLegend({ series, parts, knownKeys }: PartsLegendProps) {
  const { view, change } = useView();
  const keysOf = (part: string) => series.filter((one) => one.part.key === part).map((one) => one.key);
  const isHidden = (part: string) => keysOf(part).every((key) => view.hidden.includes(key));
  const colours = seriesColours(
    knownKeys,
    parts.map((part) => ({ ...part, dates: [], values: [], exact: [], total: null })),
  );
  return (
    <ChartLegend
      items={parts.map(({ key, label }) => ({ key, label, colour: colours.get(key) ?? "", total: "" }))}
      hidden={parts.map((part) => part.key).filter(isHidden)}
      onHiddenChange={(hidden) => change({ hidden: hidden.flatMap(keysOf) })}
    />
  );
}
