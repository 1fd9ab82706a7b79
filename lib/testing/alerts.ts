import type { Context } from "@/db/context";
import { alerts } from "@/lib/contracts/alerts";
import type { QuotaPeriod } from "@/lib/domain/quota/quota";
import { checkAlerts } from "@/lib/services/alerts/check-alerts";
import { listAlerts } from "@/lib/services/alerts/list-alerts";
import { putQuotas } from "@/lib/services/quotas/put-quotas";
import { recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";

/** Sets a soft quota of API requests, per month unless told. */
export const setQuota = (context: Context, limit: string | null, period: QuotaPeriod = "month") =>
  putQuotas(context, { body: [{ usage_type: "api", limit, period, hard: false }] });

/** Records so many API requests (negative ones take some back), shortly before the context's now. */
export const use = (context: Context, quantity: number | string, data: Record<string, unknown> = {}) =>
  recordFixture(context, [
    usage(new Date(context.now.getTime() - 60_000).toISOString(), "api", quantity, data),
  ]);

/** Checks, and names the thresholds that fired. */
export async function fired(context: Context): Promise<string[]> {
  const { triggered } = await checkAlerts(context);
  return triggered.map(({ ruleId, threshold }) => `${ruleId} ${threshold}`);
}

/** The alerts as their endpoint answers. */
export async function listed(context: Context, query: Partial<Parameters<typeof listAlerts>[1]> = {}) {
  return alerts.response.parse(await listAlerts(context, { page: 1, limit: 50, ...query }));
}

/** The same organization some hours later. */
export const hoursLater = (context: Context, hours: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() + hours * 3_600_000),
});
