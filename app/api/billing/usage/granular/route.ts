import { usageGranular } from "@/lib/contracts/usage-granular";
import { route } from "@/lib/http/route";
import { getUsageGranular } from "@/lib/services/usage/get-usage-granular";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = route(usageGranular, getUsageGranular, readVersioned);
