import Big from "big.js";
import { divideDecimals } from "@/lib/domain/decimal";

/** From the least to the worst. */
export const LEVELS = ["warning", "critical", "exceeded"] as const;
export type Level = (typeof LEVELS)[number];

/** The share of a limit in percent at which each level begins: 75, 90 and 100 unless set otherwise. */
export type LevelThresholds = Readonly<Record<Level, string>>;
export const DEFAULT_THRESHOLDS: LevelThresholds = { warning: "75", critical: "90", exceeded: "100" };

export const QUOTA_STATUSES = ["ok", ...LEVELS, "unlimited", "no_quota"] as const;
export type QuotaStatus = (typeof QUOTA_STATUSES)[number];

/**
 * Whether usage reaches a share of a limit, in percent: used × 100 ≥ limit × threshold, exactly, never by a rounded
 * percentage. A limit of 0 is reached by anything above 0.
 */
export function reachesShare(used: string, limit: string, threshold: string): boolean {
  if (new Big(limit).eq(0)) return new Big(used).gt(0);
  return new Big(used).times(100).gte(new Big(limit).times(threshold));
}

/** The worst level that usage reaches; null below all. */
export function shareLevel(used: string, limit: string, thresholds: LevelThresholds): Level | null {
  return LEVELS.findLast((level) => reachesShare(used, limit, thresholds[level])) ?? null;
}

/** How usage stands against a limit: null is unlimited, undefined no quota at all. */
export function quotaStatus(
  used: string,
  limit: string | null | undefined,
  thresholds: LevelThresholds,
): QuotaStatus {
  if (limit === undefined) return "no_quota";
  if (limit === null) return "unlimited";
  return shareLevel(used, limit, thresholds) ?? "ok";
}

/** Used divided by the limit: exact, or to 6 places; null without a limit, or where it is 0. */
export function quotaRatio(used: string, limit: string | null): string | null {
  return limit === null ? null : divideDecimals(used, limit);
}
