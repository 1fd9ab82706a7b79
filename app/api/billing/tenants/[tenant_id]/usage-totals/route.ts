import { usageTotals } from "@/lib/contracts/usage-totals";
import { routeWithCoverage } from "@/lib/http/route";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = routeWithCoverage(usageTotals, getUsageTotals, readVersioned);
