import { usageHeatmap } from "@/lib/contracts/usage-heatmap";
import { route } from "@/lib/http/route";
import { getUsageHeatmap } from "@/lib/services/usage/get-usage-heatmap";
import { readVersioned } from "@/lib/services/usage/read-versioned";

export const GET = route(usageHeatmap, getUsageHeatmap, readVersioned);
