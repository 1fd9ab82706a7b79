import { describe, expect, it } from "vitest";
import { medianOf, percentileOf, percentilePlace } from "./percentile";

describe("a percentile lies between its two neighbours, as percentile_cont places it", () => {
  it.each<[string[], string, string]>([
    [["7"], "0.5", "7"],
    [["7"], "0.99", "7"],
    [["1", "2"], "0.5", "1.5"],
    [["1", "2", "4"], "0.5", "2"],
    // 0.95 × 4 = 3.8: 40 + 0.8 × (50 − 40).
    [["10", "20", "30", "40", "50"], "0.95", "48"],
    // 0.99 × 4 = 3.96.
    [["10", "20", "30", "40", "50"], "0.99", "49.6"],
    [["-3", "-1"], "0.5", "-2"],
    // 0.95 × 1 = 0.95: exact where a float is not.
    [["0.1", "0.3"], "0.95", "0.29"],
    [["0", "123456789012345678901234567890.000000001"], "0.5", "61728394506172839450617283945.0000000005"],
  ])("%j at %s is %s", (sorted, fraction, value) => {
    expect(percentileOf(sorted, fraction)).toBe(value);
  });

  it("is null where there are no values", () => {
    expect(percentileOf([], "0.5")).toBeNull();
    expect(percentilePlace(0, "0.5")).toBeUndefined();
  });
});

it("the median sorts by value, not by text", () => {
  expect(medianOf(["10", "9", "-1", "2.5", "1000"])).toBe("9");
  expect(medianOf(["10", "9"])).toBe("9.5");
});
