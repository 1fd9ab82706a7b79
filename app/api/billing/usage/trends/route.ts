import { usageTrends } from "@/lib/contracts/usage-trends";
import { route } from "@/lib/http/route";
import { getUsageTrends } from "@/lib/services/usage/get-usage-trends";

export const GET = route(usageTrends, getUsageTrends);
