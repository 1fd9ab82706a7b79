import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PricingView } from "@/components/settings/pricing/pricing-view";
import { PageFrame } from "@/components/shell/page-frame";
import { viewerContext } from "@/lib/auth/viewer";
import { roleReaches } from "@/lib/domain/viewer";
import {
  adjustmentsQuery,
  plansQuery,
  pricedMetersQuery,
  pricesQuery,
  subscriptionQuery,
} from "@/lib/queries/pricing";
import { makeQueryClient } from "@/lib/queries/query-client";
import { listAdjustments } from "@/lib/services/adjustments/list-adjustments";
import { listMetersFromRequest } from "@/lib/services/meters/meter-requests";
import { listPlans } from "@/lib/services/plans/list-plans";
import { listPrices } from "@/lib/services/prices/list-prices";
import { getSubscription } from "@/lib/services/subscriptions/get-subscription";

type Context = Awaited<ReturnType<typeof viewerContext>>;

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const context = await viewerContext({ role: "member", scope: "read" });
  const { viewer, tenant } = context;
  const reaches = (role: "finance" | "admin") => viewer.kind === "user" && roleReaches(viewer.role, role);
  if (!reaches("finance"))
    return (
      <PageFrame title="Settings">
        <p className="text-sm">
          Prices and plans are for the roles finance, admin and owner. Ask an owner of {tenant.name} for one
          of them.
        </p>
      </PageFrame>
    );
  const client = makeQueryClient();
  await readPricing(client, context);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageFrame title="Settings">
        <PricingView timezone={tenant.timezone} currency={tenant.currency} editable={reaches("admin")} />
      </PageFrame>
    </HydrationBoundary>
  );
}

async function readPricing(client: QueryClient, context: Context): Promise<void> {
  const all = { page: 1, limit: 200 };
  await Promise.all([
    client.fetchQuery({ ...pricedMetersQuery(), queryFn: () => listMetersFromRequest(context, all) }),
    client.fetchQuery({ ...pricesQuery(), queryFn: () => listPrices(context, all) }),
    client.fetchQuery({ ...plansQuery(), queryFn: () => listPlans(context, all) }),
    client.fetchQuery({ ...subscriptionQuery(), queryFn: () => getSubscription(context) }),
    client.fetchQuery({ ...adjustmentsQuery(), queryFn: () => listAdjustments(context, all) }),
  ]);
}
