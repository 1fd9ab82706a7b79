import type { Context } from "@/db/context";
import { newPrice } from "@/lib/contracts/prices";
import { createAdjustment } from "@/lib/services/adjustments/change-adjustments";
import { putBudgets } from "@/lib/services/budgets/put-budgets";
import { createPrice } from "@/lib/services/prices/create-price";
import { listPrices } from "@/lib/services/prices/list-prices";
import { putSubscription } from "@/lib/services/subscriptions/put-subscription";
import { billedSince } from "./organizations";

/** Before the oldest recorded event, whatever the dates are moved by. */
const SINCE = "2000-01-01T00:00:00Z";

type DemoPricing = {
  plan: string;
  prices: readonly object[];
  discountPercent?: string;
  /** Granted on the first day, and more than the first period costs. */
  welcomeCredit?: string;
  budget?: string;
};

/** What the demo's organizations pay: their plan, and prices of their own for what it does not price. */
const PRICING: Readonly<Record<string, DemoPricing>> = {
  acme: {
    plan: "pro",
    welcomeCredit: "250",
    budget: "1000",
    prices: [
      {
        usage_type: "api",
        model: "graduated",
        tiers: [
          { up_to: "2000", unit_amount: "0.0005" },
          { up_to: "8000", unit_amount: "0.0004" },
          { up_to: null, unit_amount: "0.0002" },
        ],
      },
      { usage_type: "bandwidth", model: "unit", unit_amount: "0.08", per: "1000000000" },
      {
        usage_type: "file_uploads",
        model: "volume",
        tiers: [
          { up_to: "100", unit_amount: "0.05" },
          { up_to: null, unit_amount: "0.03" },
        ],
      },
    ],
  },
  globex: {
    plan: "enterprise",
    prices: [
      {
        usage_type: "ai_tokens",
        model: "graduated",
        per: "1000",
        tiers: [
          { up_to: "1000000", unit_amount: "0.02", flat_amount: "5" },
          { up_to: "10000000", unit_amount: "0.015" },
          { up_to: null, unit_amount: "0.01" },
        ],
      },
      { usage_type: "cloud_gb", model: "unit", unit_amount: "0.09", included: "100" },
      { usage_type: "cloud_hours", model: "package", amount: "4.5", package_size: "100" },
    ],
    discountPercent: "5",
  },
};

/** Gives a demo organization its plan, prices and budget, all or none. Where it has prices of its own, everything is left alone. */
export async function seedPricing(context: Context): Promise<void> {
  const pricing = PRICING[context.tenant.slug];
  const { prices } = await listPrices(context, { page: 1, limit: 1 });
  if (!pricing || prices.length > 0) return;
  await context.db.transaction((tx) => setPricing({ ...context, db: tx }, pricing));
  const { budget: amount } = pricing;
  if (amount !== undefined) await putBudgets(context, { body: [{ period: "billing_period", amount }] });
}

async function setPricing(context: Context, pricing: DemoPricing): Promise<void> {
  const { plan, prices, discountPercent, welcomeCredit } = pricing;
  const { currency } = context.tenant;
  await putSubscription(context, { body: { plan, valid_from: SINCE } });
  if (discountPercent !== undefined) {
    const terms = { kind: "discount", percent: discountPercent, reason: "Annual agreement" } as const;
    await createAdjustment(context, { body: { ...terms, valid_from: SINCE } });
  }
  if (welcomeCredit !== undefined) {
    const since = billedSince(context.now);
    const terms = { kind: "credit", amount: welcomeCredit, reason: "Welcome credit" } as const;
    await createAdjustment(
      { ...context, now: since },
      { body: { ...terms, valid_from: since.toISOString() } },
    );
  }
  for (const price of prices)
    await createPrice(context, { body: newPrice.parse({ currency, valid_from: SINCE, ...price }) });
}
