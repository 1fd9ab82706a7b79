import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { prices } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { OwnPrice, PriceDeleteInput, PriceEndInput } from "@/lib/contracts/prices";
import { ConflictError } from "@/lib/errors";
import { readOwnPrice } from "./own-prices";
import { openSince, resolveValidFrom } from "./valid-from";

/** Ends an own price, so that the plan's holds again. What ended periods were rated with stays: an end there is a conflict. */
export async function endPrice(context: Context, { id, body }: PriceEndInput): Promise<OwnPrice> {
  const { db, tenantId } = context;
  const until = resolveValidFrom(context, body.valid_until, "valid_until");
  return writeAsTenant(db, tenantId, async (tx) => {
    const price = await readOwnPrice(tx, context, id);
    if (until < openSince(context))
      throw new ConflictError(
        "Periods that ended were rated with this price: it can end in the current one.",
      );
    if (until <= new Date(price.valid_from) || (price.valid_until && until > new Date(price.valid_until)))
      throw new ConflictError("A price can only end between its beginning and its end.");
    await tx.insert(prices).values({
      ...{ organizationId: tenantId, id: randomUUID(), usageType: price.usage_type, validFrom: until },
      terms: null,
    });
    return readOwnPrice(tx, context, id);
  });
}

/** Deletes an own price that no ended period was rated with; any other is a conflict. */
export async function deletePrice(context: Context, { id }: PriceDeleteInput): Promise<undefined> {
  const { db, tenantId } = context;
  await writeAsTenant(db, tenantId, async (tx) => {
    const price = await readOwnPrice(tx, context, id);
    if (new Date(price.valid_from) < openSince(context))
      throw new ConflictError("Periods that ended were rated with this price. End it, or add another one.");
    await tx.delete(prices).where(and(eq(prices.organizationId, tenantId), eq(prices.id, price.id)));
  });
}
