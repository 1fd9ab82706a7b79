import { usageTrends } from "@/lib/contracts/usage-trends";
import { route } from "@/lib/http/route";
import { getUsageTrends } from "@/lib/services/usage/get-usage-trends";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = route(usageTrends, getUsageTrends, readVersioned);
