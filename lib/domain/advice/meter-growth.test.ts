import { expect, it } from "vitest";
import { type MeterUse, topGrowth } from "./meter-growth";

const use = (usageType: string, previous: string, last: string): MeterUse => ({ usageType, previous, last });
const told = (uses: MeterUse[], most = 5) =>
  topGrowth(uses, most).map(({ usageType, change, percentChange }) => [usageType, change, percentChange]);

it("orders what grew by percent, and leaves out what did not", () => {
  expect(told([use("a", "100", "150"), use("b", "3", "4"), use("c", "5", "5"), use("d", "5", "4")])).toEqual([
    ["a", "50", "50"],
    ["b", "1", "33.333333"],
  ]);
});

it("begins with what was not used before, by quantity, and has no percent of nothing", () => {
  expect(told([use("a", "1", "10"), use("b", "0", "2"), use("c", "-1", "3")])).toEqual([
    ["c", "4", null],
    ["b", "2", null],
    ["a", "9", "900"],
  ]);
});

it("tells no more than asked", () => {
  expect(told([use("a", "1", "2"), use("b", "1", "3")], 1)).toEqual([["b", "2", "200"]]);
});
