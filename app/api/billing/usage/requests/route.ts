import { usageRequests } from "@/lib/contracts/usage-requests";
import { route } from "@/lib/http/route";
import { getUsageRequests } from "@/lib/services/usage/get-usage-requests";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = route(usageRequests, getUsageRequests, readVersioned);
