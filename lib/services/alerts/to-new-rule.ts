import "server-only";
import type { NewAlertRule } from "@/lib/contracts/alert-rules";
import { type AlertRule, CHANNELS, risingThresholds } from "@/lib/domain/alerts/rule";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { Meter } from "@/lib/domain/meters";
import { LEAST_SCORE } from "@/lib/domain/statistics/anomalies";
import { alertThresholds } from "@/lib/services/quotas/alert-thresholds";
import { findMeters } from "@/lib/services/usage/usage-question";

type Asked = Omit<NewAlertRule, "name"> & { name?: string | undefined };

/** What a request asks for as a rule, under an id; refuses what cannot be meant, naming the field. */
export function toNewRule(asked: Asked, id: string, meters: readonly Meter[]): AlertRule {
  const { kind, name = "", team_id: teamId = null, period, enabled } = asked;
  const limitOf = limitOfRule(asked);
  const usageType = asked.usage_type ?? null;
  const aboutMoney = kind === "spend" || limitOf === "budget";
  if (usageType !== null) findMeters(meters, [usageType], "usage_type");
  if (aboutMoney && usageType !== null) throw refuse("usage_type", "is null for money: it is of all meters");
  if (aboutMoney && teamId !== null) throw refuse("team_id", "goes with usage only");
  if (!aboutMoney && limitOf === null && usageType === null)
    throw refuse("usage_type", `is needed for ${kind}: different units never add up`);
  return {
    ...{ id, name, kind, limitOf, usageType, teamId, enabled },
    period: kind === "anomaly" ? "day" : period,
    thresholds: risingThresholds(asked.thresholds ?? defaultThresholds(kind)),
    channels: CHANNELS.filter((channel) => asked.channels?.includes(channel) ?? true),
    builtIn: false,
  };
}

const refuse = (field: string, sentence: string) => new InvalidInput("invalid_parameter", field, sentence);

function limitOfRule({ kind, limit_of }: Asked): AlertRule["limitOf"] {
  if (kind === "quota_share") return limit_of ?? "quota";
  if (kind === "forecast") {
    if (limit_of === "budget") throw refuse("limit_of", "of a forecast is a quota");
    return "quota";
  }
  if (limit_of !== undefined) throw refuse("limit_of", "goes with quota_share and forecast only");
  return null;
}

function defaultThresholds(kind: AlertRule["kind"]): string[] {
  const { warning, critical, exceeded } = alertThresholds();
  if (kind === "quota_share") return [warning, critical, exceeded];
  if (kind === "forecast") return [exceeded];
  if (kind === "anomaly") return [String(LEAST_SCORE)];
  throw refuse("thresholds", `are needed for ${kind}`);
}
