import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { AlertAnswer } from "@/lib/contracts/alerts";
import { NotFoundError } from "@/lib/errors";
import { selectAlert } from "@/lib/selectors/alerts/select-alerts";
import { presentAlerts } from "@/lib/services/alerts/present-alerts";
import { readUsage } from "@/lib/services/usage/usage-reader";

/** One alert; 404 for none, and for one about money that the viewer may not see. */
export async function findAlert(context: Context, id: string): Promise<AlertAnswer> {
  const money = reachesRole(context.viewer, "finance");
  return readUsage(context, async (reader) => {
    const row = await selectAlert(reader.tx, context.tenantId, id, { money });
    const [alert] = row ? await presentAlerts(context, reader, [row]) : [];
    if (!alert) throw new NotFoundError();
    return alert;
  });
}
