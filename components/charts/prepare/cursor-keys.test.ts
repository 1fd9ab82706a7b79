import { expect, it } from "vitest";
import { moveCursor } from "./cursor-keys";

const counts = { buckets: 30, series: 3 };
const from = (index: number, series: number | null = null) => ({ index, series });

it.each([
  ["ArrowLeft", from(5), from(4)],
  ["ArrowLeft", from(0), from(0)],
  ["ArrowRight", from(29), from(29)],
  ["PageUp", from(10), from(3)],
  ["PageDown", from(27), from(29)],
  ["Home", from(12), from(0)],
  ["End", from(12), from(29)],
  ["ArrowDown", from(12), from(12, 0)],
  ["ArrowDown", from(12, 2), from(12, 0)],
  ["ArrowUp", from(12), from(12, 2)],
  ["ArrowRight", from(12, 1), from(13, 1)],
])("%s moves %j to %j", (key, at, expected) => {
  expect(moveCursor(key, at, counts)).toEqual(expected);
});

it("enters at the newest bucket", () => {
  expect(moveCursor("ArrowLeft", null, counts)).toEqual(from(29));
  expect(moveCursor("ArrowRight", null, counts)).toEqual(from(29));
});

it("leaves other keys alone and does nothing without buckets", () => {
  expect(moveCursor("a", from(3), counts)).toBeNull();
  expect(moveCursor("ArrowLeft", null, { buckets: 0, series: 0 })).toBeNull();
});
