import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardDeviation, wholeRoot } from "./deviation";

describe("the standard deviation of a population", () => {
  it.each<[string[], string | null]>([
    [[], null],
    [["5"], "0"],
    [["3", "3", "3"], "0"],
    // Mean 5, squared deviations 9+1+1+1+0+0+4+16 = 32, over 8 = 4.
    [["2", "4", "4", "4", "5", "5", "7", "9"], "2"],
    [["-2", "2"], "2"],
    // √2 / 3 … mean 1/3, variance 2/9, √(2/9) = 0.47140452…
    [["0", "0", "1"], "0.471405"],
    // √(2/3) = 0.81649658…
    [["1", "2", "3"], "0.816497"],
    // It ends: 0.0000005 is told, not rounded to 0.000001.
    [["0.000001", "0.000002"], "0.0000005"],
    // Far beyond doubles, where the usual formula loses every digit: 10^30 ± 1.
    [["1000000000000000000000000000001", "999999999999999999999999999999"], "1"],
  ])("of %j is %s", (values, deviation) => {
    expect(standardDeviation(values)).toBe(deviation);
  });
});

it("the whole root is the largest whose square fits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (square) => {
      const root = wholeRoot(square);
      expect(root * root <= square && (root + 1n) * (root + 1n) > square).toBe(true);
    }),
  );
});
