import { adjustmentDelete } from "@/lib/contracts/adjustments";
import { route } from "@/lib/http/route";
import { deleteAdjustment } from "@/lib/services/adjustments/change-adjustments";

export const DELETE = route(adjustmentDelete, deleteAdjustment);
