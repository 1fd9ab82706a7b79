import { usageStatistics } from "@/lib/contracts/usage-statistics";
import { route } from "@/lib/http/route";
import { getUsageStatistics } from "@/lib/services/usage/get-usage-statistics";

export const GET = route(usageStatistics, getUsageStatistics);
