import { quotas, quotasPut } from "@/lib/contracts/quotas";
import { route } from "@/lib/http/route";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { putQuotas } from "@/lib/services/quotas/put-quotas";

export const GET = route(quotas, listQuotas);
export const PUT = route(quotasPut, putQuotas);
