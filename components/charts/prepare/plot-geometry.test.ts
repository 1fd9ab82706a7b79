import { expect, it } from "vitest";
import { bucketAt, bucketCentre, maxTicks, plotBox } from "./plot-geometry";

// 1080 wide: 56 for the axis and 24 at the right leave 1000 pixels.
const box = plotBox(1080, 320);

it("spreads points from edge to edge and bars over bands", () => {
  expect([0, 1, 2].map((index) => bucketCentre(index, 3, "line", box))).toEqual([56, 556, 1056]);
  expect([0, 1].map((index) => bucketCentre(index, 2, "bar", box))).toEqual([306, 806]);
});

it("finds the bucket under the pointer again", () => {
  for (const kind of ["line", "bar"] as const) {
    for (const index of [0, 7, 29]) {
      expect(bucketAt(bucketCentre(index, 30, kind, box), 30, kind, box)).toBe(index);
    }
  }
});

it("stays on the first and last bucket outside the plot", () => {
  expect(bucketAt(-50, 30, "bar", box)).toBe(0);
  expect(bucketAt(5000, 30, "bar", box)).toBe(29);
  expect(bucketAt(5000, 1, "line", box)).toBe(0);
});

it("puts the value axis inside and few labels on a phone", () => {
  expect(plotBox(320, 240).left).toBe(0);
  expect(maxTicks(plotBox(320, 240))).toBe(4);
});
