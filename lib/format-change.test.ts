import { expect, it } from "vitest";
import type { Numeric } from "./format";
import { formatChange } from "./format-change";

it.each<[Numeric, Numeric, string, string, string | null]>([
  ["112.4", "100", "+12.4 %", "up", "12.4"],
  ["87.6", "100", "-12.4 %", "down", "-12.4"],
  ["100", "100", "0.0 %", "flat", "0"],
  ["5", "0", "New", "new", "5"],
  ["0", "0", "–", "flat", "0"],
  // 1240 / 100 = 12.4 times as much, which is +1140 %.
  ["1240", "100", "×12.4", "up", "1140"],
  // From -10 to 5: 15 more, on a base of 10.
  ["5", "-10", "+150.0 %", "up", "15"],
  [null, "100", "–", "none", null],
  ["100", undefined, "–", "none", null],
])("from %s against %s the change is %s", (current, previous, text, direction, difference) => {
  const change = formatChange(current, previous);
  expect(change.text.replaceAll("\u00a0", " ")).toBe(text);
  expect(change.direction).toBe(direction);
  expect(change.difference).toBe(difference);
});

it("says the direction in words", () => {
  expect(formatChange("112.4", "100").spoken.replaceAll("\u00a0", " ")).toBe("up 12.4 %");
});
