import "server-only";
import type { Context } from "@/db/context";
import type { Observation } from "@/lib/domain/alerts/crossing";
import type { AlertRule } from "@/lib/domain/alerts/rule";
import { billingCalendar, windowBefore } from "@/lib/domain/quota/window";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";
import type { MeterUnits } from "@/lib/services/alerts/check-alerts";
import { getUsageAnomalies } from "@/lib/services/usage/get-usage-anomalies";

/**
 * How unusual the last whole day of the billing zone was, for each rule that asks: its score, "0" for a day that is
 * not unusual. Late events may still change it.
 */
export async function observeAnomalies(
  context: Context,
  rules: readonly AlertRule[],
  units: MeterUnits,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const rule of rules) {
    const { usageType, teamId } = rule;
    const unit = usageType === null ? undefined : units.get(usageType);
    if (!rule.enabled || rule.kind !== "anomaly" || usageType === null || unit === undefined) continue;
    const { from, to } = yesterday(context);
    const date = dateIn(from.getTime(), context.tenant.timezone);
    const asked = { usage_type: usageType, interval: "day" as const, start_date: date, end_date: date };
    const team = teamId === null ? {} : { team_id: teamId };
    const { anomalies } = await getUsageAnomalies(context, { ...asked, ...team });
    // A day far below the usual has a negative score.
    const value = (anomalies[0]?.score ?? "0").replace("-", "");
    observations.push({ rule, usageType, unit, period: "day", from, to, value, base: null });
  }
  return observations;
}

function yesterday({ tenant, now }: Context) {
  const today = startOfDay(dateIn(now.getTime(), tenant.timezone), tenant.timezone);
  return windowBefore(new Date(today), "day", billingCalendar(tenant));
}
