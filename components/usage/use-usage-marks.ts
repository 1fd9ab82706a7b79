"use client";

import { useMemo } from "react";
import type { ChartMarks } from "@/components/charts/prepare/chart-marks";
import type { ChartBucket } from "@/components/charts/prepare/types";
import { useView } from "@/components/filters/view-context";
import { ALL_METERS, chosenMeter } from "@/components/usage/prepare/chosen-meter";
import { alertFlags, limitedQuotas, quotaLimits, quotaWords } from "@/components/usage/prepare/usage-marks";
import { isEmptySelection } from "@/lib/domain/view/selection";
import { VIEW_DIMENSIONS } from "@/lib/domain/view/view";
import { useAlertsBetween, useQuotas } from "@/lib/queries/alerts";

const MOST_FLAGS = 200;

/** Quota and alerts over the picture of one meter; neither while a filter narrows what it shows. */
export function useUsageMarks(buckets: readonly ChartBucket[]) {
  const { view, resolved } = useView();
  const { interval, timezone } = resolved;
  const meter = chosenMeter(view.type);
  const isWhole = VIEW_DIMENSIONS.every((name) => name === "type" || isEmptySelection(resolved[name]));
  const shown = isWhole && meter !== null && meter !== ALL_METERS ? meter : null;
  const [first, last] = [buckets[0], buckets.at(-1)];
  const asked = shown !== null && first && last && { usage_type: shown, from: first.start, to: last.end };
  const { data: quotas } = useQuotas();
  const { data: alerts } = useAlertsBetween(asked ? { ...asked, page: 1, limit: MOST_FLAGS } : null);
  // Lines lie on top of each other, and none of them is the meter's whole.
  const addsUp = resolved.breakdown.length === 0 || (view.stack && view.chart !== "line");
  return useMemo(() => {
    const limited = shown === null ? [] : limitedQuotas(quotas?.quotas ?? [], shown);
    const counting = { buckets, interval, cumulative: view.cumulative };
    const marks: ChartMarks = {
      moments: [],
      line: null,
      limits: addsUp ? quotaLimits(limited, counting) : [],
      flags: shown === null ? [] : alertFlags(alerts?.alerts ?? [], buckets, timezone),
    };
    return { marks, notes: limited.map(quotaWords) };
  }, [shown, quotas, alerts, buckets, interval, timezone, view.cumulative, addsUp]);
}
