import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentages } from "./shares";

describe("percentages", () => {
  it.each([
    ["thirds: the first of equals gets the last hundredth", [1, 1, 1], ["33.34", "33.33", "33.33"]],
    // 1/7 = 14.2857…, 6/7 = 85.7142…: the larger remainder is rounded up.
    ["sevenths", [1, 6], ["14.29", "85.71"]],
    ["one has all", [5, 0], ["100.00", "0.00"]],
    ["nothing to share", [0, 0], ["0.00", "0.00"]],
    ["nobody", [], []],
    ["a share smaller than a hundredth", [1, 99_999], ["0.00", "100.00"]],
  ])("%s", (_, amounts, shares) => {
    expect(percentages(amounts)).toEqual(shares);
  });

  it("always add up to 100.00", () => {
    const amounts = fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(amounts, (list) => {
        fc.pre(list.some((amount) => amount > 0));
        const sum = percentages(list).reduce((total, share) => total + BigInt(share.replace(".", "")), 0n);
        expect(sum).toBe(10_000n);
      }),
    );
  });
});
