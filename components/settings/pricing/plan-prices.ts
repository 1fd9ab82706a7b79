import * as z from "zod";
import { type PriceAnswer, price } from "@/lib/contracts/price";
import type { NewPriceBody } from "@/lib/contracts/prices";
import { dayIn } from "./zone-days";

const priceList = z.array(price);

/** A plan's price list with one more price; one of the same key from the same day gives way. */
export function pricesWith(listed: readonly PriceAnswer[], added: NewPriceBody, timezone: string) {
  const others = listed.filter(
    ({ usage_type, valid_from }) =>
      usage_type !== added.usage_type || dayIn(valid_from, timezone) !== added.valid_from,
  );
  return priceList.parse([...others, added]);
}
