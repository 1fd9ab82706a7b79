import { usageForecast } from "@/lib/contracts/usage-forecast";
import { route } from "@/lib/http/route";
import { getUsageForecast } from "@/lib/services/usage/get-usage-forecast";

export const GET = route(usageForecast, getUsageForecast);
