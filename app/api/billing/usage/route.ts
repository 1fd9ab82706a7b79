import { usageSeries } from "@/lib/contracts/usage-series";
import { route } from "@/lib/http/route";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";

export const GET = route(usageSeries, getUsageSeries);
