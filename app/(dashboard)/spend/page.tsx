import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { loadViewFor } from "@/components/filters/search-params";
import { PageFrame } from "@/components/shell/page-frame";
import { SpendView } from "@/components/spend/spend-view";
import { SPEND_DEFAULTS } from "@/components/spend/view-defaults";
import { viewerContext } from "@/lib/auth/viewer";
import { resolveView, type ViewOrganization } from "@/lib/domain/view/view";
import { roleReaches } from "@/lib/domain/viewer";
import { makeQueryClient } from "@/lib/queries/query-client";
import { readSpendView } from "./read-spend-view";

export const metadata: Metadata = { title: "Spend" };

export default async function SpendPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await viewerContext({ role: "member", scope: "read" });
  const { viewer, tenant } = context;
  if (viewer.kind !== "user" || !roleReaches(viewer.role, "finance"))
    return (
      <PageFrame title="Spend">
        <p className="text-sm">
          Spend is for the roles finance, admin and owner. Ask an owner of {tenant.name} for one of them.
        </p>
      </PageFrame>
    );
  const { id, slug, name, timezone, weekStart, billingAnchorDay: anchorDay } = tenant;
  const organization: ViewOrganization = { id, slug, name, timezone, weekStart, anchorDay };
  const asked = await loadViewFor(SPEND_DEFAULTS)(searchParams);
  const view = resolveView(asked, organization, context.now);
  const client = makeQueryClient();
  await readSpendView(client, context, view, asked);
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <SpendView key={id} organization={organization} renderedAt={context.now.toISOString()} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
