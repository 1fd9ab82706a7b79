import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import { prices } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { OwnPrice, PriceCreateInput } from "@/lib/contracts/prices";
import { readOwnPrice } from "./own-prices";
import { pricedKeys, refuseUnknownKey } from "./priced-keys";
import { toPrice } from "./to-price";
import { resolveValidFrom } from "./valid-from";

/** Adds a version of an own price. Closed periods keep what was known when they were closed. */
export async function createPrice(context: Context, { body }: PriceCreateInput): Promise<OwnPrice> {
  const { db, tenantId } = context;
  const usageType = body.usage_type ?? "";
  refuseUnknownKey(await pricedKeys(context), usageType);
  const id = randomUUID();
  const version = {
    organizationId: tenantId,
    id,
    usageType,
    validFrom: resolveValidFrom(context, body.valid_from, "valid_from"),
    terms: toPrice(body),
  };
  return writeAsTenant(db, tenantId, async (tx) => {
    await tx.insert(prices).values(version);
    return readOwnPrice(tx, context, id);
  });
}
