import { quotas } from "@/lib/contracts/quotas";
import { spendSeries } from "@/lib/contracts/spend-series";
import { usageEventFind, usageEvents } from "@/lib/contracts/usage-events";
import { usageGranular } from "@/lib/contracts/usage-granular";
import { usageRequests } from "@/lib/contracts/usage-requests";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageTotals } from "@/lib/contracts/usage-totals";
import { usageTrace } from "@/lib/contracts/usage-trace";
import { field, type RootField } from "@/lib/graphql/field";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { getSpendSeries } from "@/lib/services/spend/get-spend-series";
import { getUsageGranular } from "@/lib/services/usage/get-usage-granular";
import { getUsageRequests } from "@/lib/services/usage/get-usage-requests";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { getUsageTrace } from "@/lib/services/usage/get-usage-trace";
import { getUsageEvent } from "@/lib/services/usage-events/get-usage-event";
import { listUsageEvents } from "@/lib/services/usage-events/list-usage-events";

/** What can be read: a further endpoint is a further line. */
export const ROOT_FIELDS: Readonly<Record<string, RootField>> = {
  usage: field(usageSeries, getUsageSeries),
  spend: field(spendSeries, getSpendSeries),
  totals: field(usageTotals, async (context, input) => (await getUsageTotals(context, input)).body),
  granular: field(usageGranular, getUsageGranular),
  requests: field(usageRequests, getUsageRequests),
  events: field(usageEvents, listUsageEvents),
  event: field(usageEventFind, getUsageEvent),
  trace: field(usageTrace, getUsageTrace),
  quotas: field(quotas, listQuotas),
};
