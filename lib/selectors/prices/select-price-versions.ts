import "server-only";
import { and, asc, eq, lt, lte } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prices, subscriptions } from "@/db/schema";
import type { PriceVersions } from "@/lib/domain/rating/price-book";
import type { TenantId } from "@/lib/domain/viewer";

export type PriceVersionFilter = {
  /** Versions that begin before. */
  before: Date;
  /** Versions that were made until then: what was known when a period was closed. */
  knownAt?: Date | undefined;
};

/** The versions of all prices and of the subscription, each in the order in which they come to hold. */
export async function selectPriceVersions(
  tx: Db,
  tenantId: TenantId,
  { before, knownAt }: PriceVersionFilter,
): Promise<PriceVersions> {
  const priced = await tx
    .select()
    .from(prices)
    .where(
      and(
        eq(prices.organizationId, tenantId),
        lt(prices.validFrom, before),
        knownAt && lte(prices.createdAt, knownAt),
      ),
    )
    .orderBy(asc(prices.validFrom), asc(prices.createdAt), asc(prices.id));
  const subscribed = await tx
    .select({ plan: subscriptions.planKey, validFrom: subscriptions.validFrom })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.organizationId, tenantId),
        lt(subscriptions.validFrom, before),
        knownAt && lte(subscriptions.createdAt, knownAt),
      ),
    )
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
