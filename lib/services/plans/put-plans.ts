import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { plans, prices } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { PlanInput, Plans, PlansPutInput } from "@/lib/contracts/plans";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { pageOf } from "@/lib/domain/page-of";
import { END_OF_TIME } from "@/lib/domain/plans";
import { planPriceChanges } from "@/lib/domain/rating/plan-price-changes";
import { selectPlans } from "@/lib/selectors/plans/select-plans";
import { selectPriceVersions } from "@/lib/selectors/prices/select-price-versions";
import { readPlans } from "@/lib/services/plans/list-plans";
import { pricedKeys, refuseUnknownKey } from "@/lib/services/prices/priced-keys";
import { toPrice } from "@/lib/services/prices/to-price";
import { resolveValidFrom } from "@/lib/services/prices/valid-from";

/** Sets the named plans, all or none of them, and answers with every plan. Prices are added as versions. */
export async function putPlans(context: Context, { body }: PlansPutInput): Promise<Plans> {
  const { db, tenantId } = context;
  const known = await pricedKeys(context);
  for (const [at, plan] of body.entries()) refuseStrangePlan(known, body, plan, at);
  return writeAsTenant(db, tenantId, async (tx) => {
    // Two changes of the same prices take turns: each compares with what the other left.
    await tx.execute(sql`select from organizations where id = ${tenantId} for no key update`);
    for (const [at, plan] of body.entries()) {
      await savePlan(tx, context, plan);
      await savePrices(tx, context, plan, `${at}.`);
    }
    const all = await readPlans(tx, context);
    return { plans: all, pagination: pageOf(all, { page: 1, limit: Math.max(1, all.length) }).pagination };
  });
}

function refuseStrangePlan(
  known: ReadonlySet<string>,
  body: readonly PlanInput[],
  plan: PlanInput,
  at: number,
): void {
  if (body.findIndex(({ key }) => key === plan.key) !== at)
    throw new InvalidInput("invalid_parameter", `${at}.key`, "is in the list already");
  for (const [index, price] of (plan.prices ?? []).entries())
    refuseUnknownKey(known, price.usage_type ?? "", `${at}.prices.${index}.`);
  const quotas = plan.quotas ?? [];
  for (const [index, { usage_type, period }] of quotas.entries()) {
    const path = `${at}.quotas.${index}.`;
    refuseUnknownKey(known, usage_type, path);
    if (quotas.findIndex((one) => one.usage_type === usage_type && one.period === period) !== index)
      throw new InvalidInput(
        "invalid_parameter",
        `${path}usage_type`,
        "has a quota for this period in the list already",
      );
  }
}

async function savePlan(tx: Db, { tenantId, now }: Context, plan: PlanInput): Promise<void> {
  const all = await selectPlans(tx, tenantId);
  const before = all.find(({ key }) => key === plan.key);
  const quotas = plan.quotas?.map(({ usage_type: usageType, ...quota }) => ({ usageType, ...quota }));
  const values = {
    name: plan.name ?? before?.name ?? plan.key,
    description: plan.description === undefined ? (before?.description ?? null) : plan.description,
    quotas: quotas ?? before?.quotas ?? [],
    updatedAt: now,
  };
  const position = before?.position ?? Math.max(-1, ...all.map((one) => one.position)) + 1;
  await tx
    .insert(plans)
    .values({ organizationId: tenantId, key: plan.key, position, ...values })
    .onConflictDoUpdate({ target: [plans.organizationId, plans.key], set: values });
}

async function savePrices(tx: Db, context: Context, plan: PlanInput, path: string): Promise<void> {
  if (!plan.prices) return;
  const { tenantId } = context;
  const start = resolveValidFrom(context, plan.valid_from, `${path}valid_from`);
  const given = plan.prices.map((price, index) => ({
    usageType: price.usage_type ?? "",
    validFrom:
      price.valid_from === undefined
        ? start
        : resolveValidFrom(context, price.valid_from, `${path}prices.${index}.valid_from`),
    price: toPrice(price),
  }));
  refuseTwice(given, path);
  const { ofPlans } = await selectPriceVersions(tx, tenantId, { before: END_OF_TIME });
  const existing = ofPlans.filter((version) => version.plan === plan.key);
  const added = planPriceChanges(existing, given, start).map(({ price, ...version }) => ({
    ...{ organizationId: tenantId, id: randomUUID(), planKey: plan.key, ...version, terms: price },
  }));
  if (added.length > 0) await tx.insert(prices).values(added);
}

function refuseTwice(given: readonly { usageType: string; validFrom: Date }[], path: string): void {
  const seen = new Set<string>();
  for (const [index, { usageType, validFrom }] of given.entries()) {
    const key = `${usageType} ${validFrom.getTime()}`;
    if (seen.has(key))
      throw new InvalidInput(
        "invalid_parameter",
        `${path}prices.${index}.usage_type`,
        "has a price from this instant in the list already",
      );
    seen.add(key);
  }
}
