import Big from "big.js";
import type { AlertRule } from "@/lib/domain/alerts/rule";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import { LEVELS, type Level, type LevelThresholds, reachesShare } from "@/lib/domain/quota/status";

/** What a rule saw of one meter (or of money: '') in one period. */
export type Observation = {
  rule: AlertRule;
  usageType: string;
  unit: string;
  period: QuotaPeriod;
  from: Date;
  to: Date;
  value: string;
  /** What the thresholds are shares of: the limit, or the period before. Null for absolute ones, and without any. */
  base: string | null;
};

type Compared = Pick<AlertRule, "kind">;

/** Whether a value has crossed a threshold, compared exactly. Against a period without usage nothing rises. */
export function isCrossed(
  { kind }: Compared,
  { value, base }: Pick<Observation, "value" | "base">,
  threshold: string,
): boolean {
  if (kind === "quota_share" || kind === "forecast")
    return base !== null && reachesShare(value, base, threshold);
  if (kind !== "rise") return new Big(value).gte(threshold);
  if (base === null || new Big(base).lte(0)) return false;
  return new Big(value).times(100).gte(new Big(base).times(new Big(threshold).plus(100)));
}

/** The thresholds of an observation that are crossed, rising. */
export function crossedThresholds(observation: Observation): string[] {
  return observation.rule.thresholds.filter((threshold) =>
    isCrossed(observation.rule, observation, threshold),
  );
}

/**
 * How grave a threshold is. A share is as grave as the level it reaches; what is only expected or unusual is a
 * warning; of other thresholds the highest is exceeded and the one below it critical.
 */
export function thresholdLevel(
  { kind, thresholds }: Pick<AlertRule, "kind" | "thresholds">,
  threshold: string,
  levels: LevelThresholds,
): Level {
  if (kind === "forecast" || kind === "anomaly") return "warning";
  if (kind === "quota_share")
    return LEVELS.findLast((level) => new Big(threshold).gte(levels[level])) ?? "warning";
  const above = thresholds.filter((other) => new Big(other).gt(threshold)).length;
  return LEVELS[LEVELS.length - 1 - above] ?? "warning";
}
