import { expect, it } from "vitest";
import { descending, exactSum } from "./exact-sum";

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
