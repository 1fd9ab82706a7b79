import { usageHeatmap } from "@/lib/contracts/usage-heatmap";
import { route } from "@/lib/http/route";
import { getUsageHeatmap } from "@/lib/services/usage/get-usage-heatmap";

export const GET = route(usageHeatmap, getUsageHeatmap);
