import { plans, plansPut } from "@/lib/contracts/plans";
import { route } from "@/lib/http/route";
import { listPlans } from "@/lib/services/plans/list-plans";
import { putPlans } from "@/lib/services/plans/put-plans";

export const GET = route(plans, listPlans);
export const PUT = route(plansPut, putPlans);
