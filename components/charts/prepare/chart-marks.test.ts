import { expect, it } from "vitest";
import {
  bucketStart,
  heightOf,
  limitsWithin,
  linePath,
  placedFlags,
  placedMoments,
  secondAxis,
} from "./chart-marks";
import { plotBox } from "./plot-geometry";

// 1096 wide: 56 at the left and 72 at the right leave 968 pixels; 10 above and 26 below leave 284 of 320.
const box = plotBox(1096, 320, { second: true });

it("leaves room for an axis at the right, but on phones, where it stands inside", () => {
  expect([box.left, box.right]).toEqual([56, 72]);
  expect(plotBox(320, 240, { second: true }).right).toBe(12);
});

it("gives the line an axis that holds a limit near it, and lets a far one be", () => {
  const line = { label: "Cumulative", values: [0, 40, 90, null], exact: ["0", "40", "90", null] };
  const near = { moments: [], limits: [{ value: 150, label: "Budget" }], line };
  expect(secondAxis(near)?.domain).toEqual([0, 150]);
  expect(secondAxis({ ...near, limits: [{ value: 500, label: "Budget" }] })?.domain).toEqual([0, 100]);
  expect(secondAxis({ ...near, line: null })).toBeNull();
  expect(limitsWithin([{ value: 271, label: "Budget" }], 90)).toEqual([]);
});

it("draws the line through the middle of the bars, and leaves out what is to come", () => {
  const axis = { domain: [0, 100] as [number, number], ticks: [0, 50, 100] };
  expect(heightOf(50, axis, box)).toBe(152);
  // Four bands of 242 pixels.
  expect(linePath([0, 50, null, 100], axis, "bar", box)).toBe("M177.0 294.0L419.0 152.0M903.0 10.0");
});

it("stands where a bucket begins: at the edge of its band, or at its point", () => {
  expect(bucketStart(2, 4, "bar", box)).toBe(540);
  expect(bucketStart(2, 5, "line", box)).toBe(540);
});

it("writes words only where they have room", () => {
  const moments = [4, 5, 30].map((index) => ({ index, label: `day ${index}` }));
  // Bands of 31.2 pixels: the second would run into the first, the last out of the picture.
  expect(placedMoments(moments, 31, "bar", box).map(({ label }) => label)).toEqual(["day 4", null, null]);
});

it("puts flags together that would lie on each other", () => {
  const flag = (index: number) => ({ index, tone: "warning" as const, label: `day ${index}`, text: "" });
  // Bands of 31.2 pixels hold a flag each; of 100 bars two have 9.68.
  const places = (count: number) =>
    placedFlags([flag(3), flag(1), flag(2)], count, "bar", box).map(({ flags }) =>
      flags.map(({ index }) => index),
    );
  expect(places(31)).toEqual([[1], [2], [3]]);
  expect(places(100)).toEqual([[1, 2, 3]]);
  expect(places(60)).toEqual([[1, 2], [3]]);
});
