import { describe, expect, it } from "vitest";
import { descending, exactSum, sumOf } from "./exact-sum";

it("adds without floats", () => {
  expect(exactSum(["0.1", "0.2"])).toBe("0.3");
  expect(exactSum(["9007199254740993", "1"])).toBe("9007199254740994");
});

it("tells a gap from a zero", () => {
  expect(exactSum([null, "0"])).toBe("0");
  expect(exactSum([null, null])).toBeNull();
  expect(exactSum([])).toBeNull();
});

it("orders by value, not by text, with gaps last", () => {
  expect(["9", null, "10", "-1"].sort(descending)).toEqual(["10", "9", "-1", null]);
});

describe("the sum of series", () => {
  const total = (one: { total: string | null }) => one.total;
  it("is exact where they add up", () => {
    expect(sumOf([{ total: "0.1" }, { total: "0.2", additive: true }], total)).toBe("0.3");
  });
  it("is nothing where they do not, since two averages have no sum", () => {
    const averages = [
      { total: "4", additive: false },
      { total: "6", additive: false },
    ];
    expect(sumOf(averages, total)).toBeNull();
  });
  it("of one series is its own total, whatever it is", () => {
    expect(sumOf([{ total: "4.5", additive: false }], total)).toBe("4.5");
  });
});
