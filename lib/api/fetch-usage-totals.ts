import { call } from "@/lib/api/call";
import type { UsageTotals, UsageTotalsQuery } from "@/lib/contracts/usage-totals";

const usageTotals = async () => (await import("@/lib/contracts/usage-totals")).usageTotals;

export function fetchUsageTotals(query: UsageTotalsQuery, signal?: AbortSignal): Promise<UsageTotals> {
  return call(usageTotals, query, signal);
}
