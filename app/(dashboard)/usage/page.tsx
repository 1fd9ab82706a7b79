import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { loadView } from "@/components/filters/search-params";
import { UsageView } from "@/components/usage/usage-view";
import { viewerContext } from "@/lib/auth/viewer";
import { resolveView, type ViewOrganization } from "@/lib/domain/view/view";
import { makeQueryClient } from "@/lib/queries/query-client";
import { readUsageView } from "./read-usage-view";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await viewerContext({ role: "member", scope: "read" });
  const { id, slug, name, timezone, weekStart, billingAnchorDay: anchorDay } = context.tenant;
  const organization: ViewOrganization = { id, slug, name, timezone, weekStart, anchorDay };
  const view = resolveView(await loadView(searchParams), organization, context.now);
  const client = makeQueryClient();
  await readUsageView(client, context, view);
  return (
    <NuqsAdapter>
      <HydrationBoundary state={dehydrate(client)}>
        <UsageView key={id} organization={organization} renderedAt={context.now.toISOString()} />
      </HydrationBoundary>
    </NuqsAdapter>
  );
}
