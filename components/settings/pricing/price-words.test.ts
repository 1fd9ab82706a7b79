import { expect, it } from "vitest";
import type { PriceAnswer } from "@/lib/contracts/price";
import { effectivePrices } from "./effective-prices";
import { pricedThings, priceWords } from "./price-words";

const price = (more: Partial<PriceAnswer>): PriceAnswer => ({
  ...{ usage_type: "api", currency: "USD", model: "unit", valid_from: "2026-01-01T00:00:00.000Z", per: "1" },
  ...{ included: "0", minimum_amount: null, maximum_amount: null, charge_zero: true },
  ...more,
});
const tiers = [
  { up_to: "10", unit_amount: "0.02", flat_amount: "0" },
  { up_to: null, unit_amount: "0.01", flat_amount: "0" },
];

it.each<[string, Partial<PriceAnswer>, string]>([
  ["request", { unit_amount: "0.0001" }, "$0.0001 per request"],
  ["second", { unit_amount: "0.05", per: "3600" }, "$0.05 per 3,600 seconds"],
  ["byte", { unit_amount: "0.01", per: "1000000000" }, "$0.01 per 1\u00a0GB"],
  ["period", { model: "flat", amount: "20" }, "$20.00 per billing period"],
  ["token", { model: "graduated", per: "1000", tiers }, "2 graduated tiers, first $0.02 per 1,000 tokens"],
  ["token", { model: "volume", tiers: tiers.slice(1) }, "1 volume tier, first $0.01 per token"],
  [
    "credit",
    { model: "package", amount: "20", package_size: "500000", free_units: "10" },
    "$20.00 per package of 500,000 · 10 free",
  ],
  [
    "USD",
    { model: "percentage", rate: "2.9", fixed_amount: "0.3" },
    "2.9 % · plus $0.30 per period with usage",
  ],
  [
    "request",
    { unit_amount: "1", included: "100", minimum_amount: "5", maximum_amount: "50", charge_zero: false },
    "$1.00 per request · 100 requests included · at least $5.00 · at most $50.00 · nothing without usage",
  ],
])("of a %s tells %j as %s", (unit, more, words) => {
  expect(priceWords(price(more), unit)).toBe(words);
});

it("takes own prices before the plan's, and knows what is to come", () => {
  const things = pricedThings([
    { key: "api", display_name: "API requests", unit: "request" },
    { key: "storage", display_name: "Storage", unit: "byte" },
  ]);
  const own = (id: string, status: "current" | "upcoming" | "ended") => ({
    ...price({ unit_amount: "1" }),
    ...{ id, status, valid_until: null, created_at: "2026-01-01T00:00:00.000Z" },
  });
  const ofPlan = [
    price({ unit_amount: "2" }),
    price({ usage_type: "storage", unit_amount: "4", valid_from: "2026-12-01T00:00:00.000Z" }),
    price({ usage_type: "plan_fee", model: "flat", amount: "20" }),
  ];
  const now = "2026-11-20T00:00:00.000Z";
  const told = (list: ReturnType<typeof own>[]) =>
    effectivePrices(things, list, ofPlan, now).map(({ thing, price, own, upcoming }) => [
      ...[thing.key, price?.unit_amount ?? price?.amount ?? null, own?.id ?? null, upcoming.length],
    ]);
  expect(told([own("c", "upcoming"), own("b", "current"), own("a", "ended")])).toEqual([
    ["api", "1", "b", 1],
    ["storage", null, null, 0],
    ["credits", null, null, 0],
    ["plan_fee", "20", null, 0],
  ]);
  expect(told([own("a", "ended")])[0]).toEqual(["api", "2", null, 0]);
});
