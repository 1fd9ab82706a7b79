import { describe, expect, it } from "vitest";
import type { Price, PriceModel, PriceTerms } from "./price";
import { quotePrice, ratePrice, tierAmounts } from "./rate-price";
import { ratioText, roundMoney } from "./ratio";

type Overrides = Partial<PriceTerms>;

/** A price in USD without any of the terms that prices may have. */
const make = (model: PriceModel, terms: Overrides = {}): Price => ({
  currency: "USD",
  per: "1",
  included: "0",
  minimumAmount: null,
  maximumAmount: null,
  chargeZero: true,
  ...terms,
  ...model,
});

const flat = (amount: string, terms?: Overrides) => make({ model: "flat", amount }, terms);
const unit = (unitAmount: string, terms?: Overrides) => make({ model: "unit", unitAmount }, terms);
/** Up to 100 at 0.10 and 1.00 once; up to 1000 at 0.05 and 2.00 once; above at 0.01. */
const TIERS = [
  { upTo: "100", unitAmount: "0.1", flatAmount: "1" },
  { upTo: "1000", unitAmount: "0.05", flatAmount: "2" },
  { upTo: null, unitAmount: "0.01", flatAmount: "0" },
];
const graduated = (terms?: Overrides) => make({ model: "graduated", tiers: TIERS }, terms);
const volume = (terms?: Overrides) => make({ model: "volume", tiers: TIERS }, terms);
const credits = (freeUnits = "0", terms?: Overrides) =>
  make({ model: "package", amount: "20", packageSize: "500000", freeUnits }, terms);
const percentage = (terms?: Overrides) =>
  make({ model: "percentage", rate: "2.9", fixedAmount: "0.3", freeUnits: "10" }, terms);
const graduatedPercentage = (terms?: Overrides) =>
  make(
    {
      model: "graduated_percentage",
      tiers: [
        { upTo: "1000", ratePercent: "3", flatAmount: "5" },
        { upTo: null, ratePercent: "1.5", flatAmount: "0" },
      ],
    },
    terms,
  );

type Case = [quantity: string, exact: string, amount: string];
const quotes = (price: Price, cases: Case[]) => {
  it.each(cases)("of %s is %s, rounded %s", (quantity, exact, amount) => {
    expect(quotePrice(price, quantity)).toMatchObject({ exactAmount: exact, amount });
  });
};

describe("the price of a flat model", () =>
  quotes(flat("9.99"), [
    ["0", "9.99", "9.99"],
    ["-5", "9.99", "9.99"],
    ["123456789", "9.99", "9.99"],
  ]));

describe("the price of a flat model that charges nothing at zero", () =>
  quotes(flat("9.99", { chargeZero: false, minimumAmount: "20" }), [
    ["0", "0", "0"],
    ["-1", "0", "0"],
    ["0.000001", "20", "20"],
  ]));

describe("the price of units", () =>
  quotes(unit("0.0001"), [
    ["0", "0", "0"],
    ["-12", "0", "0"],
    ["49", "0.0049", "0"],
    // Half a cent is rounded away from zero.
    ["50", "0.005", "0.01"],
    ["149.999999", "0.0149999999", "0.01"],
    ["150", "0.015", "0.02"],
    ["123456789012345678901234567890", "12345678901234567890123456.789", "12345678901234567890123456.79"],
  ]));

describe("the price of CPU-hours metered in seconds", () =>
  quotes(unit("0.05", { per: "3600" }), [
    ["3600", "0.05", "0.05"],
    // 1 ÷ 72000 does not end.
    ["1", "0.000014", "0"],
    ["359", "0.004986", "0"],
    ["360", "0.005", "0.01"],
    // 1000000 × 0.05 ÷ 3600 = 13.888…
    ["1000000", "13.888889", "13.89"],
  ]));

describe("the price of bandwidth per 10^9 bytes", () =>
  quotes(unit("0.01", { per: "1000000000" }), [
    ["2747282505", "0.02747282505", "0.03"],
    ["500000000", "0.005", "0.01"],
    ["499999999", "0.00499999999", "0"],
  ]));

describe("the price of graduated tiers", () =>
  quotes(graduated(), [
    ["0", "1", "1"],
    ["1", "1.1", "1.1"],
    // 1 + 100 × 0.1: the boundary belongs to the lower tier.
    ["100", "11", "11"],
    // 11 + 2 + 0.000001 × 0.05
    ["100.000001", "13.00000005", "13"],
    ["1000", "58", "58"],
    ["1000.000001", "58.00000001", "58"],
    // 58 + 0.5 × 0.01
    ["1000.5", "58.005", "58.01"],
    // 58 + (10^24 − 1000) × 0.01
    ["1000000000000000000000000", "10000000000000000000048", "10000000000000000000048"],
  ]));

describe("the price of graduated tiers without a charge at zero", () =>
  quotes(graduated({ chargeZero: false }), [
    ["0", "0", "0"],
    ["0.5", "1.05", "1.05"],
  ]));

describe("the price of volume tiers", () =>
  quotes(volume(), [
    ["0", "1", "1"],
    ["100", "11", "11"],
    // All of it at 0.05: 100.000001 × 0.05 + 2, less than at the boundary.
    ["100.000001", "7.00000005", "7"],
    ["1000", "52", "52"],
    ["1000.000001", "10.00000001", "10"],
    ["5000", "50", "50"],
    ["1000000000000000000000000", "10000000000000000000000", "10000000000000000000000"],
  ]));

describe("the price of packages", () =>
  quotes(credits(), [
    ["0", "0", "0"],
    ["-1", "0", "0"],
    ["0.000001", "20", "20"],
    ["500000", "20", "20"],
    ["500000.000001", "40", "40"],
    ["1250000", "60", "60"],
    ["99999999999999999999999999", "4000000000000000000000", "4000000000000000000000"],
  ]));

describe("the price of packages after free units", () =>
  quotes(credits("1000"), [
    ["1000", "0", "0"],
    ["1000.000001", "20", "20"],
    ["501000", "20", "20"],
    ["501000.000001", "40", "40"],
  ]));

describe("the price of a percentage", () =>
  quotes(percentage(), [
    ["0", "0", "0"],
    ["10", "0", "0"],
    // 0.000001 × 2.9 % + 0.3
    ["10.000001", "0.300000029", "0.3"],
    // 90 × 2.9 % + 0.3
    ["100", "2.91", "2.91"],
    ["110", "3.2", "3.2"],
    // (10^24 + 10 − 10) × 2.9 % + 0.3
    ["1000000000000000000000010", "29000000000000000000000.3", "29000000000000000000000.3"],
  ]));

describe("the price of graduated percentages", () =>
  quotes(graduatedPercentage(), [
    ["0", "5", "5"],
    ["1000", "35", "35"],
    // 35 + 0.000001 × 1.5 %
    ["1000.000001", "35.000000015", "35"],
    ["2000", "50", "50"],
    // 35 + (10^24 − 1000) × 1.5 %
    ["1000000000000000000000000", "15000000000000000000020", "15000000000000000000020"],
  ]));

describe("included units, minimum and maximum", () => {
  quotes(unit("0.1", { included: "100", minimumAmount: "5", maximumAmount: "50" }), [
    ["0", "5", "5"],
    ["100", "5", "5"],
    // 50 × 0.1 is the minimum, a tenth more is above it.
    ["150", "5", "5"],
    ["151", "5.1", "5.1"],
    ["600", "50", "50"],
    ["600.1", "50", "50"],
  ]);

  it("come before tiers begin", () => {
    // 150 − 100 included = 50 units in the first tier: 1 + 5.
    const { cost, billableQuantity, tiers } = ratePrice(graduated({ included: "100" }), "150");
    expect([ratioText(cost), billableQuantity]).toEqual(["6", "50"]);
    expect(tiers).toMatchObject([{ from: "0", to: "100", quantity: "50" }]);
  });

  it("are no part of a rating", () => {
    expect(ratioText(ratePrice(unit("0.1", { minimumAmount: "5" }), "1").cost)).toBe("0.1");
  });
});

describe("the tiers of a rating", () => {
  it("split graduated units at the boundaries", () => {
    const { tiers } = ratePrice(graduated(), "1000.5");
    expect(tiers.map(({ cost, ...tier }) => ({ ...tier, cost: ratioText(cost) }))).toEqual([
      { from: "0", to: "100", quantity: "100", unitAmount: "0.1", flatAmount: "1", cost: "11" },
      { from: "100", to: "1000", quantity: "900", unitAmount: "0.05", flatAmount: "2", cost: "47" },
      { from: "1000", to: null, quantity: "0.5", unitAmount: "0.01", flatAmount: "0", cost: "0.005" },
    ]);
  });

  it("are only those that are reached, at least the first", () => {
    expect(ratePrice(graduated(), "100").tiers).toHaveLength(1);
    expect(ratePrice(graduated(), "100.000001").tiers).toHaveLength(2);
    expect(ratePrice(graduated(), "0").tiers).toMatchObject([{ from: "0", to: "100", quantity: "0" }]);
  });

  it("are one for volume prices, with all units", () => {
    expect(ratePrice(volume(), "500").tiers).toMatchObject([{ from: "100", to: "1000", quantity: "500" }]);
  });

  it("tell free units apart", () => {
    expect(ratePrice(credits("1000"), "1500")).toMatchObject({
      billableQuantity: "500",
      tiers: [
        { from: "0", to: "1000", quantity: "1000", flatAmount: "0" },
        { from: "1000", to: null, quantity: "500", flatAmount: "20" },
      ],
    });
    expect(ratePrice(credits("1000"), "500")).toMatchObject({
      billableQuantity: "0",
      tiers: [{ quantity: "500" }],
    });
  });

  it("have rounded amounts that add up to the rounded cost", () => {
    const price = make({
      model: "graduated",
      tiers: [
        { upTo: "1", unitAmount: "0.004", flatAmount: "0" },
        { upTo: "2", unitAmount: "0.004", flatAmount: "0" },
        { upTo: null, unitAmount: "0.004", flatAmount: "0" },
      ],
    });
    // 0.004 + 0.004 + 0.004 = 0.012: by themselves all would be 0; cumulated 0, 0.01, 0.01.
    expect(tierAmounts(ratePrice(price, "3"), "USD")).toEqual(["0", "0.01", "0"]);
  });
});

describe("money", () => {
  it.each([
    ["0.5", "JPY", "1"],
    ["0.499999", "JPY", "0"],
    ["1234.5", "JPY", "1235"],
    ["0.0005", "KWD", "0.001"],
    ["0.00049", "KWD", "0"],
    ["1.005", "USD", "1.01"],
    ["-0.005", "USD", "-0.01"],
    ["-0.004", "USD", "0"],
  ])("%s %s is rounded to %s", (exact, currency, amount) => {
    expect(roundMoney(exact, currency)).toBe(amount);
  });

  it("is rounded to the minor unit of the price's currency", () => {
    expect(quotePrice(unit("0.3333", { currency: "JPY" }), "5").amount).toBe("2");
    expect(quotePrice(unit("0.3333", { currency: "KWD" }), "5").amount).toBe("1.667");
  });
});
