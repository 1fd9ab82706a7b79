import { expect, it } from "vitest";
import type { PriceAnswer } from "@/lib/contracts/price";
import { draftOf, emptyDraft, withTier } from "./price-draft";
import { readDraft } from "./read-draft";

const start = emptyDraft("api", "2026-12-01");

it("means a price with only what was typed", () => {
  expect(readDraft({ ...start, unitAmount: "0.10", included: "100" }, "USD")).toEqual({
    price: {
      ...{ usage_type: "api", valid_from: "2026-12-01", currency: "USD", model: "unit" },
      ...{ unit_amount: "0.1", included: "100", charge_zero: true },
    },
  });
});

it("leaves out what the model has no use for", () => {
  const typed = { ...start, model: "flat" as const, amount: "9", unitAmount: "0.1", per: "100", rate: "3" };
  expect(readDraft(typed, "USD")).toMatchObject({ price: { model: "flat", amount: "9" } });
});

it("names what is wrong by field", () => {
  const tiers = [
    { upTo: "10", rate: "1", flatAmount: "" },
    { upTo: "5", rate: "-1", flatAmount: "" },
    { upTo: "", rate: "", flatAmount: "" },
  ];
  expect(readDraft({ ...start, model: "graduated", tiers, validFrom: "" }, "USD")).toEqual({
    errors: {
      "tiers.1.unit_amount": "must not be negative",
      "tiers.1.up_to": "overlaps the tier before: must be above 10",
      valid_from: "is needed",
    },
  });
  expect(readDraft({ ...start, validFrom: "" }, "USD")).toEqual({
    errors: { unit_amount: 'must be plain decimal digits such as "0.05"' },
  });
});

it("adds a tier before the last one, which has no end", () => {
  const typed = {
    ...start,
    tiers: [
      { upTo: "10", rate: "1", flatAmount: "" },
      { upTo: "", rate: "2", flatAmount: "" },
    ],
  };
  expect(withTier(typed).tiers.map(({ rate }) => rate)).toEqual(["1", "", "2"]);
});

const answer: PriceAnswer = {
  ...{
    usage_type: "api",
    currency: "USD",
    model: "volume",
    valid_from: "2026-01-01T00:00:00.000Z",
    per: "1000",
  },
  ...{ included: "0", minimum_amount: "5", maximum_amount: null, charge_zero: false },
  tiers: [
    { up_to: "10", unit_amount: "1", flat_amount: "0" },
    { up_to: null, unit_amount: "0.5", flat_amount: "3" },
  ],
};

it("begins with what a price says already, and means the same", () => {
  const draft = draftOf(answer, "2026-12-01");
  expect(draft).toMatchObject({
    model: "volume",
    per: "1000",
    included: "",
    minimumAmount: "5",
    chargeZero: false,
  });
  expect(readDraft(draft, "USD")).toEqual({
    price: {
      ...{ usage_type: "api", valid_from: "2026-12-01", currency: "USD", model: "volume", per: "1000" },
      ...{ minimum_amount: "5", charge_zero: false },
      tiers: [
        { up_to: "10", unit_amount: "1" },
        { up_to: null, unit_amount: "0.5", flat_amount: "3" },
      ],
    },
  });
});
