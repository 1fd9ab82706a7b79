import { spendChanges } from "@/lib/contracts/spend-changes";
import { route } from "@/lib/http/route";
import { getSpendChanges } from "@/lib/services/spend/get-spend-changes";

export const GET = route(spendChanges, getSpendChanges);
