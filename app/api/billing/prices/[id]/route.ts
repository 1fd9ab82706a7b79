import { priceDelete, priceEnd } from "@/lib/contracts/prices";
import { route } from "@/lib/http/route";
import { deletePrice, endPrice } from "@/lib/services/prices/end-price";

export const PATCH = route(priceEnd, endPrice);
export const DELETE = route(priceDelete, deletePrice);
