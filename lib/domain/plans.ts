import type { Quota } from "@/lib/domain/quota/quota";
import type { Price, PriceModel } from "@/lib/domain/rating/price";

export type PlanPrice = { usageType: string; price: Price };
export type Plan = { key: string; name: string; description: string; quotas: readonly Quota[] };

/** Keys that are priced without a meter: the sum of the events' credits, and what a plan costs by itself. */
export const PRICE_ONLY_KEYS = {
  credits: { displayName: "Credits", unit: "credit" },
  plan_fee: { displayName: "Plan fee", unit: "period" },
} as const;

export const FIRST_PLAN = "free";
/** Prices and plans of a new organization hold from before its first event. */
export const BEFORE_ALL = new Date("2000-01-01T00:00:00Z");

/** What a plan is made of: a fee per period, units that are included, and how far it lets usage go. */
type PlanSeed = {
  key: string;
  name: string;
  description: string;
  fee: string;
  scale: number;
  quotaScale: number | null;
};

const SEEDS: readonly PlanSeed[] = [
  { key: "free", name: "Free", description: "Pay for what you use", fee: "0", scale: 0, quotaScale: 1 },
  { key: "starter", name: "Starter", description: "For first products", fee: "20", scale: 1, quotaScale: 10 },
  { key: "pro", name: "Pro", description: "For products that grow", fee: "100", scale: 10, quotaScale: 100 },
  {
    ...{ key: "enterprise", name: "Enterprise", description: "Without limits" },
    ...{ fee: "1000", scale: 150, quotaScale: null },
  },
];

/** The default unit price of each meter, and the units that a plan of scale 1 includes. */
const METERED: readonly { usageType: string; model: PriceModel; per?: string; included: number }[] = [
  { usageType: "api", model: { model: "unit", unitAmount: "0.0001" }, included: 100_000 },
  { usageType: "storage_hours", model: { model: "unit", unitAmount: "0.001" }, included: 5000 },
  {
    ...{ usageType: "bandwidth", model: { model: "unit", unitAmount: "0.01" }, per: "1000000000" },
    included: 100_000_000_000,
  },
  { usageType: "compute", model: { model: "unit", unitAmount: "0.05" }, per: "3600", included: 72_000 },
  { usageType: "database", model: { model: "unit", unitAmount: "0.00001" }, included: 500_000 },
  { usageType: "functions", model: { model: "unit", unitAmount: "0.0002" }, included: 25_000 },
  {
    ...{ usageType: "credits", included: 100_000 },
    model: { model: "package", amount: "20", packageSize: "500000", freeUnits: "0" },
  },
];

/** What the smallest plan lets a billing period use. */
const QUOTAS: readonly [usageType: string, limit: number][] = [
  ["api", 100_000],
  ["bandwidth", 10_000_000_000],
  ["file_uploads", 1000],
  ["storage", 10_000_000_000],
  ["storage_hours", 5000],
  ["compute", 36_000],
  ["database", 1_000_000],
  ["functions", 100_000],
  ["ai_tokens", 1_000_000],
];

/** The plans that every organization begins with; it may change them. Amounts are in its own currency. */
export const DEFAULT_PLANS: readonly Plan[] = SEEDS.map(({ key, name, description, quotaScale }) => ({
  ...{ key, name, description },
  quotas: QUOTAS.map(([usageType, limit]) => ({
    usageType,
    limit: quotaScale === null ? null : String(limit * quotaScale),
    period: "billing_period" as const,
    hard: false,
  })),
}));

/** The prices of a default plan: what it includes, then the default unit prices, and its fee. */
export function defaultPrices(planKey: string, currency: string): PlanPrice[] {
  const seed = SEEDS.find(({ key }) => key === planKey);
  if (!seed) return [];
  const terms = {
    currency,
    per: "1",
    included: "0",
    minimumAmount: null,
    maximumAmount: null,
    chargeZero: true,
  };
  const metered = METERED.map(({ usageType, model, per = "1", included }) => ({
    usageType,
    price: { ...terms, per, included: String(included * seed.scale), ...model },
  }));
  if (seed.fee === "0") return metered;
  return [...metered, { usageType: "plan_fee", price: { ...terms, model: "flat", amount: seed.fee } }];
}

/** Later than anything can begin. */
export const END_OF_TIME = new Date("2200-01-01T00:00:00Z");
