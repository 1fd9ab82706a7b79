import { compareDecimals, toDecimal } from "@/lib/domain/decimal";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import type { LevelThresholds } from "@/lib/domain/quota/status";

/** What a rule looks at. Shares and forecasts are of a quota or budget; a rise is against the period before. */
export const RULE_KINDS = ["quota_share", "usage", "spend", "rise", "forecast", "anomaly"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export const CHANNELS = ["in_app", "log", "email", "slack", "webhook"] as const;
export type Channel = (typeof CHANNELS)[number];
/** Channels that need an address. */
export const DESTINATION_CHANNELS = ["email", "slack", "webhook"] as const;
export type DestinationChannel = (typeof DESTINATION_CHANNELS)[number];

/** What a share is a share of. */
export const LIMITS = ["quota", "budget"] as const;
export type LimitOf = (typeof LIMITS)[number];

export type AlertRule = {
  id: string;
  name: string;
  kind: RuleKind;
  /** Null for kinds that know no limit. */
  limitOf: LimitOf | null;
  /** Null: every meter with a quota, or money, which belongs to no meter. */
  usageType: string | null;
  teamId: string | null;
  /** What a value is counted over; shares and forecasts take the period of their quota. */
  period: QuotaPeriod;
  /** Rising. Percent of a limit, or of the period before; quantities, money, or scores. */
  thresholds: readonly string[];
  channels: readonly Channel[];
  enabled: boolean;
  /** Made for a quota or a budget: it may be muted and changed, not deleted. */
  builtIn: boolean;
};

/** What stands where a meter's key would: money belongs to no meter. */
export const MONEY = "";

/** Whether a rule is about money, which not everybody may see. */
export function isAboutMoney({ kind, limitOf }: Pick<AlertRule, "kind" | "limitOf">): boolean {
  return kind === "spend" || limitOf === "budget";
}

/** The rule that every quota has, under an id that names the quota. */
export function builtInQuotaRule(
  { usageType, period }: { usageType: string; period: QuotaPeriod },
  meterName: string,
  thresholds: LevelThresholds,
): AlertRule {
  const name = `Quota: ${meterName} per ${PERIOD_WORDS[period]}`;
  return {
    ...builtIn(`quota-${usageType}-${period}`, name, period, thresholds),
    limitOf: "quota",
    usageType,
  };
}

/** The rule that every budget has. */
export function builtInBudgetRule(period: QuotaPeriod, thresholds: LevelThresholds): AlertRule {
  const name = `Budget per ${PERIOD_WORDS[period]}`;
  return { ...builtIn(`budget-${period}`, name, period, thresholds), limitOf: "budget", usageType: null };
}

export const PERIOD_WORDS: Readonly<Record<QuotaPeriod, string>> = {
  day: "day",
  month: "month",
  billing_period: "billing period",
};

function builtIn(id: string, name: string, period: QuotaPeriod, thresholds: LevelThresholds) {
  return {
    ...{ id, name, period, kind: "quota_share" as const, teamId: null },
    thresholds: [thresholds.warning, thresholds.critical, thresholds.exceeded],
    channels: CHANNELS,
    enabled: true,
    builtIn: true,
  };
}

/** The built-in rules, as far as the organization left them, and then its own. */
export function joinRules(builtIns: readonly AlertRule[], stored: readonly AlertRule[]): AlertRule[] {
  const changed = new Map(stored.map((rule) => [rule.id, rule]));
  const own = stored.filter((rule) => !rule.builtIn);
  const left = builtIns.map((rule) => {
    const change = changed.get(rule.id);
    if (!change) return rule;
    const { thresholds, channels, enabled } = change;
    return { ...rule, thresholds, channels, enabled };
  });
  return [...left, ...own];
}

/** Thresholds in rising order, each once. */
export function risingThresholds(thresholds: readonly string[]): string[] {
  return [...new Set(thresholds.map(toDecimal))].sort(compareDecimals);
}
