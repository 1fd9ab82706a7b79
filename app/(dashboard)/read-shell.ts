import type { QueryClient } from "@tanstack/react-query";
import { viewerContext } from "@/lib/auth/viewer";
import { alertsQuery, CURRENT_ALERTS, quotasQuery, STANDINGS } from "@/lib/queries/alerts";
import { listAlerts } from "@/lib/services/alerts/list-alerts";
import { listQuotas } from "@/lib/services/quotas/list-quotas";

/**
 * Reads what surrounds every page (bell, banner, quotas) into the cache. React takes over the page later than its
 * surroundings: an answer that came in between would make the page differ from what the server drew, and React
 * would draw it anew under the reader's hands. A question that fails here is asked again in the browser.
 */
export async function readShell(client: QueryClient): Promise<void> {
  const context = await viewerContext({ role: "member", scope: "read" });
  await Promise.allSettled([
    client.fetchQuery({
      ...quotasQuery(STANDINGS),
      queryFn: () => listQuotas(context, STANDINGS),
      retry: false,
    }),
    client.fetchQuery({
      ...alertsQuery(CURRENT_ALERTS),
      queryFn: () => listAlerts(context, CURRENT_ALERTS),
      retry: false,
    }),
  ]);
}
