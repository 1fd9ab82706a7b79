import { call } from "@/lib/api/call";
import { type UsageTotals, type UsageTotalsQuery, usageTotals } from "@/lib/contracts/usage-totals";

export function fetchUsageTotals(query: UsageTotalsQuery, signal?: AbortSignal): Promise<UsageTotals> {
  return call(usageTotals, query, signal);
}
