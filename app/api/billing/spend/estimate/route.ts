import { spendEstimate } from "@/lib/contracts/spend-lines";
import { route } from "@/lib/http/route";
import { estimateSpend } from "@/lib/services/spend/estimate-spend";

export const POST = route(spendEstimate, estimateSpend);
