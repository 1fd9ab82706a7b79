import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { AlertsCheck, AlertsCheckInput } from "@/lib/contracts/alerts";
import { checkAlerts } from "@/lib/services/alerts/check-alerts";
import { presentAlerts } from "@/lib/services/alerts/present-alerts";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** Checks the rules, and answers with the alerts that are new; those about money for those who may see it. */
export async function checkAlertsFromRequest(
  context: Context,
  { body }: AlertsCheckInput,
): Promise<AlertsCheck> {
  const { triggered } = await checkAlerts(context, body?.usage_type);
  const money = reachesRole(context.viewer, "finance");
  const shown = triggered.filter(({ usageType }) => money || usageType !== "");
  if (shown.length === 0) return { triggered: [] };
  return readUsage(context, async (reader) => ({ triggered: await presentAlerts(context, reader, shown) }));
}
