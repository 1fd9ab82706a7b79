import { isCrossed } from "@/lib/domain/alerts/crossing";
import type { AlertRule } from "@/lib/domain/alerts/rule";
import { plus } from "@/lib/domain/decimal";
import { forecastTotal } from "@/lib/domain/quota/projection";

/** One meter in one period: what was used in each step, and what thresholds are shares of. */
export type PastPeriod = {
  from: Date;
  to: Date;
  steps: readonly { end: Date; amount: string }[];
  base: string | null;
};
export type PastCrossing = { at: Date; periodStart: Date; threshold: string; value: string };

/**
 * When a rule would have fired in a past period: for each threshold the end of the step in which what was used since
 * the period's start, or its pace, first crossed it.
 */
export function pastCrossings(
  rule: Pick<AlertRule, "kind" | "thresholds">,
  { from, to, steps, base }: PastPeriod,
): PastCrossing[] {
  const crossings: PastCrossing[] = [];
  let open = [...rule.thresholds];
  let used = "0";
  for (const { end, amount } of steps) {
    used = plus(used, amount);
    const value = rule.kind === "forecast" ? forecastTotal(used, { from, to }, end) : used;
    if (value === null) continue;
    const crossed = open.filter((threshold) => isCrossed(rule, { value, base }, threshold));
    for (const threshold of crossed) crossings.push({ at: end, periodStart: from, threshold, value });
    open = open.filter((threshold) => !crossed.includes(threshold));
    if (open.length === 0) break;
  }
  return crossings;
}
