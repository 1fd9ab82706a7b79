import { expect, it } from "vitest";
import { barValues } from "./bar-values";
import { series } from "./fixtures";

const box = { width: 300, height: 100, left: 0, right: 0, top: 0, bottom: 0 };
const write = (exact: string | null) => exact ?? "";
const how = { sizes: null, write };

it("stands in the middle over each stack with what it comes to, and not over nothing", () => {
  const two = [series("a", [1, 0, 2]), series("b", [4, 0, null])];
  // Three bands of 100.
  expect(barValues(two, true, box, how)).toEqual([
    { x: 50, value: 5, text: "5" },
    { x: 250, value: 2, text: "2" },
  ]);
});

it("moves aside with the bars of the present range", () => {
  const sizes = { earlier: 19, current: 50 };
  expect(barValues([series("a", [7])], false, box, { sizes, write })[0]?.x).toBe(160);
});

it("is left out where numbers would not fit, of too many bars, and of bars side by side", () => {
  expect(barValues([series("a", [1_234_567_890_123_456])], false, { ...box, width: 100 }, how)).toEqual([]);
  expect(barValues([series("a", Array<number>(32).fill(1))], false, { ...box, width: 9000 }, how)).toEqual(
    [],
  );
  expect(barValues([series("a", [1]), series("b", [1])], false, box, how)).toEqual([]);
});
