import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { Subscription } from "@/lib/contracts/subscription";
import { END_OF_TIME, FIRST_PLAN } from "@/lib/domain/plans";
import { billingPeriod } from "@/lib/domain/range";
import { latest, type SubscriptionVersion } from "@/lib/domain/rating/price-book";
import { selectPlans } from "@/lib/selectors/plans/select-plans";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";

/** The plan that holds now, what held before and what is to come, and the current billing period. */
export async function getSubscription(context: Context): Promise<Subscription> {
  const { db, tenantId } = context;
  return readAsTenant(db, tenantId, (tx) => readSubscription(tx, context));
}

/** The same inside the caller's transaction. */
export async function readSubscription(tx: Db, { tenantId, tenant, now }: Context): Promise<Subscription> {
  const names = new Map((await selectPlans(tx, tenantId)).map(({ key, name }) => [key, name]));
  const { subscriptions } = await selectPriceVersions(tx, tenantId, { before: END_OF_TIME });
  const { timezone, weekStart, billingAnchorDay: anchorDay } = tenant;
  const period = billingPeriod(now, timezone, { weekStart, anchorDay });
  const told = ({ plan, validFrom }: SubscriptionVersion) => ({
    plan,
    plan_name: names.get(plan) ?? plan,
    valid_from: validFrom.toISOString(),
  });
  const held = subscriptions.filter((one, at) => overruledBy(subscriptions[at + 1], one) === undefined);
  const current = latest(now, held) ?? { plan: FIRST_PLAN, validFrom: period.from };
  return {
    ...told(current),
    anchor_day: anchorDay,
    period_start: period.from.toISOString(),
    period_end: period.to.toISOString(),
    upcoming: held.filter(({ validFrom }) => validFrom > now).map(told),
    history: held
      .filter(({ validFrom }) => validFrom < current.validFrom)
      .map(told)
      .reverse(),
  };
}

/** The next change, when it begins at the same instant: then this one never held. */
function overruledBy(next: SubscriptionVersion | undefined, { validFrom }: SubscriptionVersion) {
  return next?.validFrom.getTime() === validFrom.getTime() ? next : undefined;
}
