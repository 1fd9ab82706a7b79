import { spendForecast } from "@/lib/contracts/spend-forecast";
import { route } from "@/lib/http/route";
import { getSpendForecast } from "@/lib/services/spend/get-spend-forecast";

export const GET = route(spendForecast, getSpendForecast);
