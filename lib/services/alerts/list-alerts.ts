import "server-only";
import type { Context } from "@/db/context";
import { reachesRole } from "@/lib/auth/access";
import type { Alerts, AlertsQuery } from "@/lib/contracts/alerts";
import { toPagination } from "@/lib/domain/page-of";
import { resolveRange } from "@/lib/domain/range";
import { selectAlerts, selectUnreadIds } from "@/lib/selectors/alerts/select-alerts";
import { presentAlerts } from "@/lib/services/alerts/present-alerts";
import { readUsage, type UsageReader } from "@/lib/services/usage/usage-reader";

/** A page of alerts, the newest first, with how many the person has not seen; money only for those who may see it. */
export async function listAlerts(context: Context, query: AlertsQuery): Promise<Alerts> {
  const { tenantId, tenant, viewer, now } = context;
  const { page, limit, usage_type: usageType, level } = query;
  const isBounded = query.start_date !== undefined || query.from !== undefined;
  const timezone = query.timezone ?? tenant.timezone;
  const filter = {
    ...{ usageType, level, money: reachesRole(viewer, "finance") },
    range: isBounded ? resolveRange(query, { timezone, now }) : undefined,
    currentAt: query.current ? now : undefined,
  };
  return readUsage(context, async (reader) => {
    const { total, rows } = await selectAlerts(reader.tx, tenantId, filter, {
      limit,
      offset: (page - 1) * limit,
    });
    return {
      alerts: await presentAlerts(context, reader, rows),
      unread: await countUnread(context, reader),
      pagination: toPagination({ page, limit }, total),
    };
  });
}

/** How many alerts the asking person was told of and has not seen; programs have seen everything. */
export async function countUnread(
  { tenantId, viewer }: Context,
  { tx }: Pick<UsageReader, "tx">,
): Promise<number> {
  if (viewer.kind !== "user") return 0;
  const money = reachesRole(viewer, "finance");
  return (await selectUnreadIds(tx, tenantId, viewer.userId, { money })).length;
}
