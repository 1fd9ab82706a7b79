import { adjustmentCreate, adjustments } from "@/lib/contracts/adjustments";
import { route } from "@/lib/http/route";
import { createAdjustment } from "@/lib/services/adjustments/change-adjustments";
import { listAdjustments } from "@/lib/services/adjustments/list-adjustments";

export const GET = route(adjustments, listAdjustments);
export const POST = route(adjustmentCreate, createAdjustment);
