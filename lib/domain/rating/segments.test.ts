import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDecimals, subtractDecimals } from "@/lib/domain/decimal";
import type { Price, PriceModel, PriceTerms } from "./price";
import { ratePrice } from "./rate-price";
import { roundMoney } from "./ratio";
import { amountUpTo, fixedAmountsOf, limitAdjustments, type PriceSegments } from "./segments";

const TERMS: PriceTerms = {
  currency: "USD",
  per: "1",
  included: "0",
  minimumAmount: null,
  maximumAmount: null,
  chargeZero: true,
};
const START = new Date("2026-11-01T00:00:00Z");
const CHANGE = new Date("2026-11-15T00:00:00Z");
const END = new Date("2026-12-01T00:00:00Z");

const segmentsOf = (first: Price, second?: Price): PriceSegments =>
  second
    ? [
        { start: START, end: CHANGE, price: first },
        { start: CHANGE, end: END, price: second },
      ]
    : [{ start: START, end: END, price: first }];

/** A tier of 10 units at 1.00 after 5.00 once, then 0.50 after 3.00 once. */
const tiered = (model: "graduated" | "volume"): Price => ({
  ...TERMS,
  model,
  tiers: [
    { upTo: "10", unitAmount: "1", flatAmount: "5" },
    { upTo: null, unitAmount: "0.5", flatAmount: "3" },
  ],
});

describe("the amount up to an instant", () => {
  it("is nothing before the period begins, and holds fixed amounts from its first instant", () => {
    const segments = segmentsOf({ ...TERMS, model: "flat", amount: "30" });
    expect(amountUpTo(segments, [null])).toBe("0");
    expect(amountUpTo(segments, ["0"])).toBe("30");
  });

  it("begins anew after a change of price: tiers restart, fixed amounts are not charged again", () => {
    const segments = segmentsOf(tiered("graduated"), tiered("graduated"));
    // 5 + 10 × 1 + 3 + 2 × 0.5 = 19, then 4 units in the first tier again.
    expect(amountUpTo(segments, ["12", null])).toBe("19");
    expect(amountUpTo(segments, ["12", "0"])).toBe("19");
    expect(amountUpTo(segments, ["12", "4"])).toBe("23");
    // The second tier is reached again, without its 3.00: 10 × 1 + 2 × 0.5.
    expect(amountUpTo(segments, ["12", "12"])).toBe("30");
  });

  it("waives the fixed amounts of flat and percentage prices that do not open the period", () => {
    const flat: Price = { ...TERMS, model: "flat", amount: "30" };
    const rate: Price = { ...TERMS, model: "percentage", rate: "10", fixedAmount: "1", freeUnits: "0" };
    expect(amountUpTo(segmentsOf(flat, { ...flat, amount: "50" }), ["1", "1"])).toBe("30");
    expect(amountUpTo(segmentsOf(rate, rate), ["100", "100"])).toBe("21");
  });

  it("charges every package begun in each segment", () => {
    const packages: Price = { ...TERMS, model: "package", amount: "20", packageSize: "10", freeUnits: "0" };
    expect(amountUpTo(segmentsOf(packages, packages), ["1", "11"])).toBe("60");
  });

  it("rounds each segment, as its line is", () => {
    const unit: Price = { ...TERMS, model: "unit", unitAmount: "0.005" };
    // 0.005 and 0.005 are lines of 0.01 each.
    expect(amountUpTo(segmentsOf(unit, unit), ["1", "1"])).toBe("0.02");
  });

  it("falls where a volume price makes all units cheaper", () => {
    const segments = segmentsOf(tiered("volume"));
    // 5 + 10 × 1 = 15; 3 + 11 × 0.5 = 8.50.
    expect(amountUpTo(segments, ["10"])).toBe("15");
    expect(amountUpTo(segments, ["11"])).toBe("8.5");
  });

  it("counts usage below zero as none", () => {
    const unit: Price = { ...TERMS, model: "unit", unitAmount: "1" };
    expect(amountUpTo(segmentsOf(unit), ["-5"])).toBe("0");
    expect(amountUpTo(segmentsOf(unit, unit), ["-5", "5"])).toBe("5");
  });
});

describe("minimum and maximum of a period", () => {
  const limited: Price = {
    ...TERMS,
    model: "unit",
    unitAmount: "1",
    minimumAmount: "10",
    maximumAmount: "100",
  };

  it.each([
    ["0", "10", "0"],
    ["9.99", "0.01", "0"],
    ["10", "0", "0"],
    ["100", "0", "0"],
    ["100.01", "0", "-0.01"],
  ])("adjust lines of %s by %s and %s", (amount, minimum, maximum) => {
    expect(limitAdjustments(limited, amount, amount)).toEqual({ minimum, maximum });
  });

  it("adjust nothing in a period without usage that charges nothing at zero", () => {
    expect(limitAdjustments({ ...limited, chargeZero: false }, "0", "0")).toEqual({
      minimum: "0",
      maximum: "0",
    });
  });
});

const decimal = (places: number, most: number) =>
  fc.integer({ min: 0, max: most }).map((digits) => new Big(digits).div(new Big(10).pow(places)).toFixed());
const amount = decimal(5, 1_000_000);
const ends = fc
  .uniqueArray(fc.integer({ min: 1, max: 5000 }), { maxLength: 4 })
  .map((list) => [...list.sort((a, b) => a - b).map(String), null]);
const unitTiers = ends.chain((list) =>
  fc.tuple(
    ...list.map((upTo) => fc.record({ upTo: fc.constant(upTo), unitAmount: amount, flatAmount: amount })),
  ),
);
const percentTiers = ends.chain((list) =>
  fc.tuple(
    ...list.map((upTo) => fc.record({ upTo: fc.constant(upTo), ratePercent: amount, flatAmount: amount })),
  ),
);
const MODELS: { [name: string]: fc.Arbitrary<PriceModel> } = {
  flat: fc.record({ model: fc.constant("flat" as const), amount }),
  unit: fc.record({ model: fc.constant("unit" as const), unitAmount: amount }),
  graduated: fc.record({ model: fc.constant("graduated" as const), tiers: unitTiers }),
  volume: fc.record({ model: fc.constant("volume" as const), tiers: unitTiers }),
  package: fc.record({
    model: fc.constant("package" as const),
    amount,
    packageSize: decimal(1, 2000).map((size) => addDecimals([size, "0.1"])),
    freeUnits: amount,
  }),
  percentage: fc.record({
    model: fc.constant("percentage" as const),
    rate: amount,
    fixedAmount: amount,
    freeUnits: amount,
  }),
  graduated_percentage: fc.record({
    model: fc.constant("graduated_percentage" as const),
    tiers: percentTiers,
  }),
};
const terms = fc.record({
  currency: fc.constantFrom("USD", "JPY", "KWD"),
  per: fc.constantFrom("1", "7", "3600", "0.3"),
  included: fc.constantFrom("0", "12.5", "400"),
  minimumAmount: fc.constant(null),
  maximumAmount: fc.constant(null),
  chargeZero: fc.boolean(),
});
/** What is metered on each day: corrections make some days negative. */
const days = fc.array(
  fc.integer({ min: -300_000, max: 2_000_000 }).map((digits) => new Big(digits).div(1000).toFixed()),
  { minLength: 2, maxLength: 31 },
);

describe.each(Object.entries(MODELS))("the spend of days under a %s price", (_, model) => {
  it("adds up to the lines of the period, with a change of price in it", () => {
    const price = fc.tuple(terms, model).map(([some, more]): Price => ({ ...some, ...more }));
    const cases = fc.tuple(price, price, days, fc.nat());
    fc.assert(
      fc.property(cases, ([first, other, metered, place]) => {
        const second: Price = { ...other, currency: first.currency };
        const segments = segmentsOf(first, second);
        const change = 1 + (place % (metered.length - 1));
        /** The cumulated quantities of both segments at the end of the first `count` days. */
        const upTo = (count: number): (string | null)[] => [
          count === 0 ? null : addDecimals(metered.slice(0, Math.min(count, change))),
          count <= change ? null : addDecimals(metered.slice(change, count)),
        ];
        const spend = metered.map((_, day) =>
          subtractDecimals(amountUpTo(segments, upTo(day + 1)), amountUpTo(segments, upTo(day))),
        );
        const lines = segments.map(({ price }, index) => {
          const quantity = upTo(metered.length)[index] ?? "0";
          return roundMoney(ratePrice(price, quantity, fixedAmountsOf(index)).cost, price.currency);
        });
        expect(addDecimals(spend)).toBe(addDecimals(lines));
      }),
      { numRuns: 100 },
    );
  });
});
