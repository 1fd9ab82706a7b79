import type { QueryClient } from "@tanstack/react-query";
import type { viewerContext } from "@/lib/auth/viewer";
import type { ResolvedView } from "@/lib/domain/view/view";
import { importsQuery } from "@/lib/queries/imports";
import { usageGranularQuery } from "@/lib/queries/usage-granular";
import { usageSeriesQuery } from "@/lib/queries/usage-series";
import { usageTotalsQuery } from "@/lib/queries/usage-totals";
import {
  hasParts,
  isCompared,
  overviewQuery,
  viewGranularQuery,
  viewSeriesQuery,
  viewTotalsQuery,
  viewWholeQuery,
} from "@/lib/queries/view-queries";
import { listImports } from "@/lib/services/imports/list-imports";
import { getUsageGranular } from "@/lib/services/usage/get-usage-granular";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";

type Context = Awaited<ReturnType<typeof viewerContext>>;

/**
 * Reads what the view shows into the cache, by the browser's own questions but straight from the services. A
 * question that fails here stays open: its card asks again in the browser and shows the problem there.
 */
export async function readUsageView(
  client: QueryClient,
  context: Context,
  view: ResolvedView,
): Promise<void> {
  const whole = isCompared(view) && hasParts(view) ? [viewWholeQuery(view)] : [];
  const series = [viewSeriesQuery(view), overviewQuery(view), ...whole].map((query) =>
    client.fetchQuery({
      ...usageSeriesQuery(query),
      queryFn: () => getUsageSeries(context, query),
      retry: false,
    }),
  );
  const granular = (["file_type", "provider"] as const).map((but) => {
    const query = viewGranularQuery(view, but);
    return client.fetchQuery({
      ...usageGranularQuery(query),
      queryFn: () => getUsageGranular(context, query),
      retry: false,
    });
  });
  const totals = viewTotalsQuery(view, context.tenantId);
  const readTotals = async () => (await getUsageTotals(context, totals)).body;
  await Promise.allSettled([
    ...series,
    ...granular,
    client.fetchQuery({ ...usageTotalsQuery(totals), queryFn: readTotals, retry: false }),
    client.fetchQuery({ ...importsQuery({}), queryFn: () => listImports(context, {}), retry: false }),
  ]);
}
