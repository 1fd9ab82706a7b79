import { call } from "@/lib/api/call";
import { type UsageGranular, type UsageGranularQuery, usageGranular } from "@/lib/contracts/usage-granular";

export function fetchUsageGranular(query: UsageGranularQuery, signal?: AbortSignal): Promise<UsageGranular> {
  return call(usageGranular, query, signal);
}
