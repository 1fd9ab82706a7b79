import { spendSeries } from "@/lib/contracts/spend-series";
import { route } from "@/lib/http/route";
import { getSpendSeries } from "@/lib/services/spend/get-spend-series";

export const GET = route(spendSeries, getSpendSeries);
