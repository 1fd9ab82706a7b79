import "server-only";
import type { Context } from "@/db/context";
import type { PriceQuote, PriceQuoteInput } from "@/lib/contracts/price-quote";
import { quotePrice } from "@/lib/domain/rating/rate-price";
import { ratioText } from "@/lib/domain/rating/ratio";
import { toPrice } from "./to-price";

/** What a quantity costs by itself in one period; nothing is read. Amounts in the price's currency. */
export async function quotePriceFromRequest(_: Context, { body }: PriceQuoteInput): Promise<PriceQuote> {
  return quote(body);
}

/** The same without anyone asking: for the command line. */
export function quote({ price, quantity }: PriceQuoteInput["body"]): PriceQuote {
  const { amount, exactAmount, billableQuantity, tiers } = quotePrice(toPrice(price), quantity);
  return {
    amount,
    exact_amount: exactAmount,
    billable_quantity: billableQuantity,
    currency: price.currency,
    tiers: tiers.map((tier) => ({
      from: tier.from,
      to: tier.to,
      quantity: tier.quantity,
      unit_amount: tier.unitAmount,
      flat_amount: tier.flatAmount,
      amount: ratioText(tier.cost),
    })),
  };
}
