import { priceCreate, prices } from "@/lib/contracts/prices";
import { route } from "@/lib/http/route";
import { createPrice } from "@/lib/services/prices/create-price";
import { listPrices } from "@/lib/services/prices/list-prices";

export const GET = route(prices, listPrices);
export const POST = route(priceCreate, createPrice);
