import { expect, it } from "vitest";
import type { SpendLineAnswer } from "@/lib/contracts/spend-lines";
import { tierPlaces } from "./price-tiers";

const INSTANT = "2026-11-01T00:00:00.000Z";
const tiers = [
  { up_to: "2000", unit_amount: "0.0005", flat_amount: "0" },
  { up_to: "8000", unit_amount: "0.0004", flat_amount: "1" },
  { up_to: null, unit_amount: "0.0002", flat_amount: "0" },
];
const line = (billable: string, rated: SpendLineAnswer["tiers"] = []): SpendLineAnswer => ({
  ...{ kind: "usage", usage_type: "api", label: "API requests", unit: "request", currency: "USD" },
  ...{ quantity: billable, billable_quantity: billable, amount: "0", corrects: null, tiers: rated },
  price: {
    ...{ usage_type: "api", currency: "USD", model: "graduated", valid_from: INSTANT, per: "1", tiers },
    ...{ included: "0", minimum_amount: null, maximum_amount: null, charge_zero: true },
  },
  ...{ segment_start: INSTANT, segment_end: "2026-12-01T00:00:00.000Z" },
});

it.each([
  ["0", ["here 0", "ahead 0", "ahead 0"]],
  ["2000", ["here 100", "ahead 0", "ahead 0"]],
  ["2000.000001", ["passed 100", "here 0", "ahead 0"]],
  ["3500", ["passed 100", "here 25", "ahead 0"]],
  ["90000", ["passed 100", "passed 100", "here 50"]],
])("%s units lie where their tiers say", (billable, expected) => {
  expect(tierPlaces(line(billable)).map(({ state, filled }) => `${state} ${filled}`)).toEqual(expected);
});

it("tells what was paid in a tier, and the rates of those that were not reached", () => {
  const rated = {
    from: "0",
    to: "2000",
    quantity: "500",
    unit_amount: "0.0005",
    flat_amount: "0",
    amount: "0.25",
  };
  expect(tierPlaces(line("500", [rated]))).toMatchObject([
    { from: "0", to: "2000", rate: "0.0005", quantity: "500", amount: "0.25" },
    { from: "2000", to: "8000", rate: "0.0004", flat: "1", quantity: null, amount: null },
    { from: "8000", to: null, rate: "0.0002", quantity: null },
  ]);
});
