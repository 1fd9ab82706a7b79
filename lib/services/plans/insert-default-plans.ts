import "server-only";
import { randomUUID } from "node:crypto";
import type { Db } from "@/db/client";
import { plans, prices, subscriptions } from "@/db/schema";
import { BEFORE_ALL, DEFAULT_PLANS, defaultPrices, FIRST_PLAN } from "@/lib/domain/plans";

/** Gives a new organization its plans, their prices in its currency, and a subscription of the first plan. */
export async function insertDefaultPlans(tx: Db, organizationId: string, currency: string): Promise<void> {
  await tx
    .insert(plans)
    .values(DEFAULT_PLANS.map((plan, position) => ({ organizationId, ...plan, position })));
  const versions = DEFAULT_PLANS.flatMap(({ key: planKey }) =>
    defaultPrices(planKey, currency).map(({ usageType, price: terms }) => ({ planKey, usageType, terms })),
  );
  await tx
    .insert(prices)
    .values(versions.map((one) => ({ organizationId, id: randomUUID(), validFrom: BEFORE_ALL, ...one })));
  await tx
    .insert(subscriptions)
    .values({ organizationId, id: randomUUID(), planKey: FIRST_PLAN, validFrom: BEFORE_ALL });
}
