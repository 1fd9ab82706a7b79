import { randomUUID } from "node:crypto";
import type { Context } from "@/db/context";
import { prices } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { Price, PriceModel, PriceTerms } from "@/lib/domain/rating/price";

/** A price with the terms that a price has unless told. */
export function priceOf(model: PriceModel, terms: Partial<PriceTerms> = {}): Price {
  return {
    ...{ currency: "USD", per: "1", included: "0", minimumAmount: null, maximumAmount: null },
    ...{ chargeZero: true, ...terms, ...model },
  };
}

/** Gives an organization a price of its own from an instant on; null ends it. */
export async function setPrice(
  { db, tenantId }: Context,
  usageType: string,
  terms: Price | null,
  from = "2000-01-01T00:00:00Z",
): Promise<void> {
  const version = { organizationId: tenantId, id: randomUUID(), usageType, validFrom: new Date(from), terms };
  await writeAsTenant(db, tenantId, (tx) => tx.insert(prices).values(version));
}
