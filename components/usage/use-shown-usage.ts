"use client";

import { useMemo } from "react";
import { useView } from "@/components/filters/view-context";
import { comparisonOf, wholeBefore } from "@/components/usage/prepare/earlier-usage";
import { meterNames } from "@/components/usage/prepare/meter-cards";
import { meterPanels, runningTotal } from "@/components/usage/prepare/meter-panels";
import { namedSeries } from "@/components/usage/prepare/named-series";
import { useUsageSeries } from "@/lib/queries/usage-series";
import {
  hasParts,
  isCompared,
  overviewQuery,
  viewSeriesQuery,
  viewWholeQuery,
} from "@/lib/queries/view-queries";

/** Display names of the organization's meters, as far as the range shows them. */
export function useMeterNames() {
  const { resolved } = useView();
  const overview = useUsageSeries(overviewQuery(resolved));
  return useMemo(() => meterNames(overview.data?.results ?? []), [overview.data]);
}

/** The answer to the view with readable names, by meter; `all` asks for the folded series too. */
export function useShownUsage({ all = false } = {}) {
  const { resolved } = useView();
  const meters = useMeterNames();
  const answer = useUsageSeries(viewSeriesQuery(resolved, { all }));
  const { data } = answer;
  const { breakdown } = resolved;
  const series = useMemo(
    () => namedSeries(data?.results ?? [], breakdown, meters),
    [data, breakdown, meters],
  );
  const panels = useMemo(() => meterPanels(series, meters), [series, meters]);
  return { answer, series, panels };
}

/** The earlier range of the view: its days, and what meters came to in it as a whole. */
export function useEarlierUsage() {
  const { view, resolved } = useView();
  const answer = useUsageSeries(viewSeriesQuery(resolved));
  const whole = useUsageSeries(viewWholeQuery(resolved), isCompared(resolved) && hasParts(resolved));
  const meta = answer.data?.meta;
  const results = whole.data?.results;
  return useMemo(
    () => (meters: readonly string[]) => {
      const found = results ? wholeBefore(results, meters) : null;
      return comparisonOf(meta, found && view.cumulative ? runningTotal(found) : found);
    },
    [meta, results, view.cumulative],
  );
}
