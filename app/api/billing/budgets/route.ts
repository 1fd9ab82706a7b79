import { budgets, budgetsPut } from "@/lib/contracts/budgets";
import { route } from "@/lib/http/route";
import { listBudgets } from "@/lib/services/budgets/list-budgets";
import { putBudgets } from "@/lib/services/budgets/put-budgets";

export const GET = route(budgets, listBudgets);
export const PUT = route(budgetsPut, putBudgets);
