import "server-only";
import { and, asc, eq, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prices, subscriptions } from "@/db/schema";
import type { PriceVersions } from "@/lib/domain/rating/price-book";
import type { TenantId } from "@/lib/domain/viewer";

/** The versions of all prices and of the subscription that begin before an instant, as they come to hold. */
export async function selectPriceVersions(
  tx: Db,
  tenantId: TenantId,
  { before }: { before: Date },
): Promise<PriceVersions> {
  const priced = await tx
    .select()
    .from(prices)
    .where(and(eq(prices.organizationId, tenantId), lt(prices.validFrom, before)))
    .orderBy(asc(prices.validFrom), asc(prices.createdAt), asc(prices.id));
  const subscribed = await tx
    .select({ plan: subscriptions.planKey, validFrom: subscriptions.validFrom })
    .from(subscriptions)
    .where(and(eq(subscriptions.organizationId, tenantId), lt(subscriptions.validFrom, before)))
    .orderBy(asc(subscriptions.validFrom), asc(subscriptions.createdAt), asc(subscriptions.id));
  const versions = priced.map(({ id, usageType, validFrom, terms, planKey }) => ({
    plan: planKey,
    version: { id, usageType, validFrom, price: terms },
  }));
  return {
    own: versions.flatMap(({ plan, version }) => (plan === null ? [version] : [])),
    ofPlans: versions.flatMap(({ plan, version }) => (plan === null ? [] : [{ ...version, plan }])),
    subscriptions: subscribed,
  };
}
