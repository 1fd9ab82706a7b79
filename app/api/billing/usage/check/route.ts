import { usageCheck } from "@/lib/contracts/usage-check";
import { route } from "@/lib/http/route";
import { checkUsage } from "@/lib/services/quotas/check-usage";

export const POST = route(usageCheck, checkUsage);
