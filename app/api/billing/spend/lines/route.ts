import { spendLines } from "@/lib/contracts/spend-lines";
import { route } from "@/lib/http/route";
import { getSpendLines } from "@/lib/services/spend/get-spend-lines";

export const GET = route(spendLines, getSpendLines);
