import { usageSeries } from "@/lib/contracts/usage-series";
import { route } from "@/lib/http/route";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = route(usageSeries, getUsageSeries, readVersioned);
