import Big from "big.js";
import { isCrossed } from "@/lib/domain/alerts/crossing";
import type { AlertRule } from "@/lib/domain/alerts/rule";
import { plus, toDecimal } from "@/lib/domain/decimal";

/** What a rule would have seen at the end of a step; null where it would have seen nothing. */
export type PastStep = { end: Date; value: string | null };

/** One meter in one period, and what thresholds are shares of. */
export type PastPeriod = { from: Date; to: Date; steps: readonly PastStep[]; base: string | null };
export type PastCrossing = { at: Date; periodStart: Date; threshold: string; value: string };

type Compared = Pick<AlertRule, "kind" | "thresholds">;

/** What the period has come to at the end of each step. */
export function runningTotals(
  steps: readonly { end: Date; amount: string }[],
): (PastStep & { value: string })[] {
  let used = "0";
  return steps.map(({ end, amount }) => {
    used = plus(used, amount);
    return { end, value: used };
  });
}

/** When a rule would have fired in a past period: for each threshold the end of the step in which it was first crossed. */
export function pastCrossings(rule: Compared, { from, steps, base }: PastPeriod): PastCrossing[] {
  const crossings: PastCrossing[] = [];
  let open = [...rule.thresholds];
  for (const { end, value } of steps) {
    if (value === null) continue;
    const crossed = open.filter((threshold) => isCrossed(rule, { value, base }, threshold));
    for (const threshold of crossed) crossings.push({ at: end, periodStart: from, threshold, value });
    open = open.filter((threshold) => !crossed.includes(threshold));
    if (open.length === 0) break;
  }
  return crossings;
}

/** The value from which a threshold is crossed, exactly; null for a share of nothing, which nothing reaches. */
export function thresholdValue(
  { kind }: Pick<AlertRule, "kind">,
  base: string | null,
  threshold: string,
): string | null {
  if (kind !== "quota_share" && kind !== "forecast" && kind !== "rise") return threshold;
  if (base === null || (kind === "rise" && new Big(base).lte(0))) return null;
  const percent = kind === "rise" ? new Big(threshold).plus(100) : new Big(threshold);
  return toDecimal(new Big(base).times(percent).times("0.01"));
}
