import { expect, it } from "vitest";
import { planPriceChanges } from "./plan-price-changes";
import type { Price } from "./price";

const on = (day: number) => new Date(Date.UTC(2026, 10, day));
const price = (unitAmount: string): Price => ({
  ...{ currency: "USD", per: "1", included: "0", minimumAmount: null, maximumAmount: null, chargeZero: true },
  ...{ model: "unit", unitAmount },
});
const had = (usageType: string, day: number, amount: string | null) => ({
  ...{ id: "", usageType, validFrom: on(day), price: amount === null ? null : price(amount) },
});
const given = (usageType: string, day: number, amount: string) => ({
  ...{ usageType, validFrom: on(day), price: price(amount) },
});
const START = on(10);

/** The added versions as key, day and unit amount. */
const changes = (...[existing, list]: [Parameters<typeof planPriceChanges>[0], ReturnType<typeof given>[]]) =>
  planPriceChanges(existing, list, START).map(({ usageType, validFrom, price }) => [
    usageType,
    validFrom.getUTCDate(),
    price?.model === "unit" ? price.unitAmount : null,
  ]);

it("adds nothing that holds already", () => {
  expect(changes([had("api", 1, "1")], [given("api", 10, "1")])).toEqual([]);
  expect(
    changes([had("api", 1, "1"), had("api", 20, "2")], [given("api", 1, "1"), given("api", 20, "2")]),
  ).toEqual([]);
});

it("adds what is new or differs", () => {
  expect(changes([had("api", 1, "1")], [given("api", 10, "2"), given("compute", 10, "3")])).toEqual([
    ["api", 10, "2"],
    ["compute", 10, "3"],
  ]);
});

it("ends what is left out, also what was to come", () => {
  expect(changes([had("api", 1, "1"), had("api", 20, "2")], [])).toEqual([
    ["api", 10, null],
    ["api", 20, null],
  ]);
  expect(changes([had("api", 1, "1"), had("api", 5, null)], [])).toEqual([]);
});

it("keeps what held before the first price that is given", () => {
  expect(changes([had("api", 1, "1")], [given("api", 20, "2")])).toEqual([["api", 20, "2"]]);
});

it("overrules what was to come and is not in the list", () => {
  expect(changes([had("api", 1, "1"), had("api", 20, "2")], [given("api", 10, "3")])).toEqual([
    ["api", 10, "3"],
    ["api", 20, "3"],
  ]);
});
