import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import type { OwnPrice } from "@/lib/contracts/prices";
import { priceStatus, withEnds } from "@/lib/domain/rating/price-status";
import { NotFoundError } from "@/lib/errors";
import { selectOwnPrices } from "@/lib/selectors/prices/select-own-prices";
import { toPriceAnswer } from "./to-price-answer";

/** The organization's own prices with their ends, in the order in which they come to hold; ends are no prices. */
export async function readOwnPrices(tx: Db, { tenantId, now }: Context): Promise<OwnPrice[]> {
  const versions = await selectOwnPrices(tx, tenantId);
  return withEnds(versions).flatMap(({ version, until }) => {
    const { id, usageType, validFrom, price, createdAt } = version;
    if (price === null) return [];
    return {
      ...toPriceAnswer(usageType, validFrom, price),
      id,
      valid_until: until?.toISOString() ?? null,
      status: priceStatus(validFrom, until, now),
      created_at: createdAt.toISOString(),
    };
  });
}

/** One of them; 404 for any other id. */
export async function readOwnPrice(tx: Db, context: Context, id: string): Promise<OwnPrice> {
  const found = (await readOwnPrices(tx, context)).find((price) => price.id === id.toLowerCase());
  if (!found) throw new NotFoundError("There is no such price.");
  return found;
}
