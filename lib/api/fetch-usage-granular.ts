import { call } from "@/lib/api/call";
import type { UsageGranular, UsageGranularQuery } from "@/lib/contracts/usage-granular";

const usageGranular = async () => (await import("@/lib/contracts/usage-granular")).usageGranular;

export function fetchUsageGranular(query: UsageGranularQuery, signal?: AbortSignal): Promise<UsageGranular> {
  return call(usageGranular, query, signal);
}
