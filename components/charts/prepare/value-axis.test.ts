import { describe, expect, it } from "vitest";
import { series } from "./fixtures";
import { allIntegers, fittedAxis, logAxis, shareOf, valueAxis, valueExtent } from "./value-axis";

describe("the value axis", () => {
  it.each<[number, number, number[]]>([
    [0, 61_200, [0, 20_000, 40_000, 60_000, 80_000]],
    [0, 100, [0, 25, 50, 75, 100]],
    [0, 4, [0, 1, 2, 3, 4]],
    [0, 1, [0, 0.25, 0.5, 0.75, 1]],
    [0, 0.3, [0, 0.1, 0.2, 0.3]],
    [0, 1e15, [0, 2.5e14, 5e14, 7.5e14, 1e15]],
    // A decrease needs room below zero; zero stays a tick.
    [-10, 30, [-10, 0, 10, 20, 30]],
    [-5, 0, [-6, -4, -2, 0]],
  ])("from %d to %d has the ticks %j", (low, high, ticks) => {
    expect(valueAxis(low, high).ticks).toEqual(ticks);
  });

  it("starts at zero even when all values are far above", () => {
    expect(valueAxis(900, 1000).domain[0]).toBe(0);
  });

  it("has no tick between two integers", () => {
    expect(valueAxis(0, 2, { integer: true }).ticks).toEqual([0, 1, 2]);
    expect(valueAxis(0, 1, { integer: true }).ticks).toEqual([0, 1]);
    expect(valueAxis(0, 9, { integer: true }).ticks).toEqual([0, 5, 10]);
  });

  it("is drawn from 0 to a positive number when everything is zero", () => {
    expect(valueAxis(0, 0, { integer: true })).toEqual({ domain: [0, 1], ticks: [0, 1] });
  });
});

describe("the extent", () => {
  const two = [series("a", [1, null, -2]), series("b", [4, 3, -1])];

  it("of single lines is their lowest and highest value, zero included", () => {
    expect(valueExtent(two, false)).toEqual([-2, 4]);
  });

  it("of stacks adds up each bucket, decreases apart", () => {
    expect(valueExtent(two, true)).toEqual([-3, 5]);
  });

  it("holds what is drawn of the earlier period, and no more", () => {
    // The third value lies behind the end: this range has two buckets.
    const earlier = [{ key: null, values: [50, null, 900] }];
    expect(valueExtent([series("a", [1, 2])], false, earlier)).toEqual([0, 50]);
    expect(valueExtent(two, true, [{ key: null, values: [50] }])).toEqual([-3, 50]);
  });
});

it("sees whether values are whole", () => {
  expect(allIntegers([series("a", [1, null, 2])])).toBe(true);
  expect(allIntegers([series("a", [1.5])])).toBe(false);
});

it.each<[number, number, number[]]>([
  [910, 990, [900, 925, 950, 975, 1000]],
  // Zero is where the values are: the axis is the usual one.
  [0, 100, [0, 25, 50, 75, 100]],
  [-5, 0, [-6, -4, -2, 0]],
  [7, 7, [0, 2, 4, 6, 8]],
])("fits an axis to %d up to %d", (low, high, ticks) => {
  expect(fittedAxis(low, high).ticks).toEqual(ticks);
});

describe("an axis of powers", () => {
  it("goes from below the smallest to above the largest, in round powers", () => {
    expect(logAxis([3, 0, null, 4000])?.ticks).toEqual([1, 10, 100, 1000, 10_000]);
    expect(logAxis([0.02, 0.5])?.ticks).toEqual([0.01, 0.1, 1]);
    expect(logAxis([5])?.ticks).toEqual([1, 10]);
    // Twelve powers in four steps of three.
    expect(logAxis([1, 1e12])?.ticks).toEqual([1, 1e3, 1e6, 1e9, 1e12]);
  });

  it("has nothing to draw without a value above zero", () => {
    expect(logAxis([0, -3, null])).toBeNull();
  });

  it("gives every power the same room", () => {
    const axis = logAxis([1, 100]) ?? valueAxis(0, 1);
    expect(shareOf(10, axis)).toBeCloseTo(0.5, 12);
    expect(shareOf(0, axis)).toBe(0);
  });
});
