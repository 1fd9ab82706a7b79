import { priceQuote } from "@/lib/contracts/price-quote";
import { route } from "@/lib/http/route";
import { quotePriceFromRequest } from "@/lib/services/prices/quote-price";

export const POST = route(priceQuote, quotePriceFromRequest);
