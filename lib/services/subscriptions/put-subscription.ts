import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations, subscriptions } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { forgetApiKeys } from "@/lib/auth/api-key-caller";
import type { Subscription, SubscriptionPutInput } from "@/lib/contracts/subscription";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { END_OF_TIME } from "@/lib/domain/plans";
import { latest } from "@/lib/domain/rating/price-book";
import { selectPlans } from "@/lib/selectors/plans/select-plans";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";
import { resolveValidFrom } from "@/lib/services/prices/valid-from";
import { readSubscription } from "./get-subscription";

/** Changes the plan from an instant on, the anchor day at once, or both. An unknown plan is refused. */
export async function putSubscription(
  context: Context,
  { body }: SubscriptionPutInput,
): Promise<Subscription> {
  const { db, tenantId, tenant } = context;
  const { plan, anchor_day: billingAnchorDay = tenant.billingAnchorDay } = body;
  const validFrom = resolveValidFrom(context, body.valid_from, "valid_from");
  const answer = await writeAsTenant(db, tenantId, async (tx) => {
    if (plan !== undefined) await subscribe(tx, context, plan, validFrom);
    if (billingAnchorDay !== tenant.billingAnchorDay)
      await tx.update(organizations).set({ billingAnchorDay }).where(eq(organizations.id, tenantId));
    return readSubscription(tx, { ...context, tenant: { ...tenant, billingAnchorDay } });
  });
  // Keys carry the settings of their organization for a moment.
  forgetApiKeys(tenantId);
  return answer;
}

async function subscribe(tx: Db, { tenantId }: Context, plan: string, validFrom: Date): Promise<void> {
  const known = (await selectPlans(tx, tenantId)).map(({ key }) => key);
  if (!known.includes(plan))
    throw new InvalidInput("invalid_parameter", "plan", `must be one of the plans: ${known.join(", ")}`);
  const versions = await selectPriceVersions(tx, tenantId, { before: END_OF_TIME });
  if (latest(validFrom, versions.subscriptions)?.plan === plan) return;
  await tx
    .insert(subscriptions)
    .values({ organizationId: tenantId, id: randomUUID(), planKey: plan, validFrom });
}
