import { usageStatistics } from "@/lib/contracts/usage-statistics";
import { route } from "@/lib/http/route";
import { getUsageStatistics } from "@/lib/services/usage/get-usage-statistics";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = route(usageStatistics, getUsageStatistics, readVersioned);
