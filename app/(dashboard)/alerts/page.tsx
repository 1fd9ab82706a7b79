import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AlertsView } from "@/components/alerts/alerts-view";
import { PageFrame } from "@/components/shell/page-frame";
import { viewerContext } from "@/lib/auth/viewer";
import { roleReaches } from "@/lib/domain/viewer";
import { destinationsQuery } from "@/lib/queries/alert-destinations";
import { alertRulesQuery, alertsQuery, budgetsQuery, PROJECTED, quotasQuery } from "@/lib/queries/alerts";
import { makeQueryClient } from "@/lib/queries/query-client";
import { listAlertRules } from "@/lib/services/alerts/list-alert-rules";
import { listAlerts } from "@/lib/services/alerts/list-alerts";
import { listBudgets } from "@/lib/services/budgets/list-budgets";
import { listDestinations } from "@/lib/services/deliveries/list-destinations";
import { listMeters } from "@/lib/services/meters/list-meters";
import { listQuotas } from "@/lib/services/quotas/list-quotas";

export const metadata: Metadata = { title: "Alerts & quotas" };

const FIRST_PAGE = { page: 1, limit: 50 };

export default async function AlertsPage() {
  const context = await viewerContext({ role: "member", scope: "read" });
  const { viewer, tenant } = context;
  const reaches = (role: "finance" | "admin") => viewer.kind === "user" && roleReaches(viewer.role, role);
  const client = makeQueryClient();
  const rules = { page: 1, limit: 200 };
  await Promise.all([
    client.fetchQuery({ ...quotasQuery(PROJECTED), queryFn: () => listQuotas(context, PROJECTED) }),
    client.fetchQuery({ ...alertsQuery(FIRST_PAGE), queryFn: () => listAlerts(context, FIRST_PAGE) }),
    client.fetchQuery({ ...alertRulesQuery(), queryFn: () => listAlertRules(context, rules) }),
    reaches("finance") && client.fetchQuery({ ...budgetsQuery(), queryFn: () => listBudgets(context) }),
    reaches("admin") &&
      client.fetchQuery({ ...destinationsQuery(), queryFn: () => listDestinations(context, rules) }),
  ]);
  const meters = (await listMeters(context)).map(({ key, displayName, unit }) => ({
    key,
    name: displayName,
    unit,
  }));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageFrame title="Alerts & quotas">
        <AlertsView
          meters={meters}
          timezone={tenant.timezone}
          currency={tenant.currency}
          mayEdit={reaches("admin")}
          seesMoney={reaches("finance")}
        />
      </PageFrame>
    </HydrationBoundary>
  );
}
