import { openMeterQuery, openMeterQueryPost } from "@/lib/contracts/openmeter-query";
import { openMeterQueryPostRoute, openMeterQueryRoute } from "@/lib/http/openmeter-query-route";
import { queryMeter } from "@/lib/services/openmeter/query-meter";

export const GET = openMeterQueryRoute(openMeterQuery, queryMeter);
export const POST = openMeterQueryPostRoute(openMeterQueryPost, queryMeter);
