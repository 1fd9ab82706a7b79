import { expect, it } from "vitest";
import { EARLIER_DATES, makeEarlier, makeResult } from "@/components/usage/series-fixture";
import { cumulated, meterPanels, oneUnit, totalOf } from "./meter-panels";
import { namedSeries } from "./named-series";

const meters = new Map([["api", "API requests"]]);
const series = namedSeries(
  [
    makeResult(["storage", "aws"], "aws::Storage written", ["0", "0", "9007199254740993"]),
    makeResult(["api", "aws"], "aws::API requests", ["1", "1", "0.1"]),
    makeResult(["api", "github"], "github::API requests", ["0.2", "0", null]),
  ],
  ["provider"],
  meters,
);

it("gives every meter a panel with its own exact sum, the busiest first", () => {
  // api has 4 events (3 + 1 values above 0), storage 1; 1 + 1 + 0.1 + 0.2 = 2.3
  expect(meterPanels(series, meters).map(({ name, unit, total }) => [name, unit, total])).toEqual([
    ["API requests", "request", "2.3"],
    ["storage", "byte", "9007199254740993"],
  ]);
});

it("finds one unit or none", () => {
  expect(oneUnit(series)).toBeNull();
  expect(oneUnit(series.slice(1))).toBe("request");
  expect(oneUnit([])).toBeNull();
  expect(totalOf([])).toBe("0");
});

it("adds up from left to right, exactly, and leaves gaps open", () => {
  expect(cumulated(series).map((one) => one.exact)).toEqual([
    ["0", "0", "9007199254740993"],
    ["1", "2", "2.1"],
    ["0.2", "0.2", null],
  ]);
  expect(cumulated(series)[2]?.values).toEqual([0.2, 0.2, null]);
});

it("adds up the earlier range by itself", () => {
  const compared = namedSeries(
    [
      makeResult(["api"], "API requests", ["1", "2", "3"]),
      makeEarlier(["api"], "API requests", ["5", null, "0.5"]),
    ],
    [],
    meters,
  );
  expect(cumulated(compared)[0]?.previous).toEqual({
    dates: EARLIER_DATES,
    exact: ["5", null, "5.5"],
    values: [5, null, 5.5],
    total: "5.5",
  });
});
