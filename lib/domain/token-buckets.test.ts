import { describe, expect, it } from "vitest";
import { tokenBuckets } from "./token-buckets";

describe("token buckets", () => {
  it("give a second's worth at once and then as many as come in", () => {
    const buckets = tokenBuckets(4);
    for (let n = 0; n < 4; n += 1) {
      expect(buckets.secondsUntil("a", 1000)).toBe(0);
      buckets.take("a", 1000);
    }
    // 4 per second: the next comes after 250 ms.
    expect(buckets.secondsUntil("a", 1000)).toBe(0.25);
    expect(buckets.secondsUntil("a", 1100)).toBeCloseTo(0.15);
    expect(buckets.secondsUntil("a", 1250)).toBe(0);
    expect(buckets.secondsUntil("b", 1000)).toBe(0);
  });

  it("hold no more than a second's worth after a long pause", () => {
    const buckets = tokenBuckets(2);
    for (let n = 0; n < 2; n += 1) buckets.take("a", 0);
    for (let n = 0; n < 2; n += 1) buckets.take("a", 3_600_000);
    expect(buckets.secondsUntil("a", 3_600_000)).toBe(0.5);
  });

  it("do not empty when the clock is set back", () => {
    const buckets = tokenBuckets(1);
    buckets.take("a", 10_000);
    expect(buckets.secondsUntil("a", 0)).toBe(1);
    expect(buckets.secondsUntil("a", 11_000)).toBe(0);
  });

  it("are without limit at 0 per second", () => {
    const buckets = tokenBuckets(0);
    for (let n = 0; n < 100; n += 1) buckets.take("a", 0);
    expect(buckets.secondsUntil("a", 0)).toBe(0);
  });

  it("forget the name that was not used for longest", () => {
    const buckets = tokenBuckets(1);
    for (let n = 0; n < 10_001; n += 1) buckets.take(`${n}`, 0);
    expect([buckets.secondsUntil("0", 0), buckets.secondsUntil("1", 0)]).toEqual([0, 1]);
  });
});
