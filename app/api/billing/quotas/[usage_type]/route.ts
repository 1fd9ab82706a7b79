import { quotaDelete } from "@/lib/contracts/quotas";
import { route } from "@/lib/http/route";
import { deleteQuota } from "@/lib/services/quotas/delete-quota";

export const DELETE = route(quotaDelete, deleteQuota);
