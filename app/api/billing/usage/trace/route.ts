import { usageTrace } from "@/lib/contracts/usage-trace";
import { route } from "@/lib/http/route";
import { getUsageTrace } from "@/lib/services/usage/get-usage-trace";

export const GET = route(usageTrace, getUsageTrace);
