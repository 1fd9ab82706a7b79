import { usageAnomalies } from "@/lib/contracts/usage-anomalies";
import { route } from "@/lib/http/route";
import { getUsageAnomalies } from "@/lib/services/usage/get-usage-anomalies";

export const GET = route(usageAnomalies, getUsageAnomalies);
