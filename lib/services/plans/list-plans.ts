import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { PlanAnswer, Plans, PlansQuery } from "@/lib/contracts/plans";
import type { PriceAnswer } from "@/lib/contracts/price";
import { pageOf } from "@/lib/domain/page-of";
import { END_OF_TIME } from "@/lib/domain/plans";
import type { PlanPriceVersion } from "@/lib/domain/rating/price-book";
import { priceStatus, withEnds } from "@/lib/domain/rating/price-status";
import { type StoredPlan, selectPlans } from "@/lib/selectors/plans/select-plans";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";
import { toPriceAnswer } from "@/lib/services/prices/to-price-answer";

/** The organization's plans, from the smallest to the largest, with the prices that hold now or later. */
export async function listPlans(context: Context, query: PlansQuery): Promise<Plans> {
  const { db, tenantId } = context;
  const all = await readAsTenant(db, tenantId, (tx) => readPlans(tx, context));
  const { shown, pagination } = pageOf(all, query);
  return { plans: shown, pagination };
}

/** The same inside the caller's transaction. */
export async function readPlans(tx: Db, { tenantId, now }: Context): Promise<PlanAnswer[]> {
  const stored = await selectPlans(tx, tenantId);
  const { ofPlans } = await selectPriceVersions(tx, tenantId, { before: END_OF_TIME });
  return stored.map((plan) =>
    toPlanAnswer(
      plan,
      ofPlans.filter((version) => version.plan === plan.key),
      now,
    ),
  );
}

function toPlanAnswer(plan: StoredPlan, versions: readonly PlanPriceVersion[], now: Date): PlanAnswer {
  const prices = withEnds(versions).flatMap(({ version, until }): PriceAnswer[] => {
    const { usageType, validFrom, price } = version;
    if (price === null || priceStatus(validFrom, until, now) === "ended") return [];
    return [toPriceAnswer(usageType, validFrom, price)];
  });
  prices.sort((a, b) => (a.usage_type < b.usage_type ? -1 : a.usage_type > b.usage_type ? 1 : 0));
  const quotas = plan.quotas.map(({ usageType: usage_type, ...quota }) => ({ usage_type, ...quota }));
  return { key: plan.key, name: plan.name, description: plan.description, prices, quotas };
}
