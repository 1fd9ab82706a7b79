import { expect, it } from "vitest";
import { changeBetween } from "./trends";

it.each([
  ["100", "112.4", "12.4", "12.4"],
  ["3", "4", "1", "33.333333"],
  ["3", "1", "-2", "-66.666667"],
  ["8", "0", "-8", "-100"],
  ["5", "5", "0", "0"],
  ["0", "7", "7", null],
  ["0", "0", "0", null],
  // Freed storage: from −10 up to −5 is a rise by half.
  ["-10", "-5", "5", "50"],
  [null, "5", null, null],
  ["5", null, null, null],
])("from %s to %s is %s, or %s percent", (previous, total, change, percentChange) => {
  expect(changeBetween(previous, total)).toEqual({ change, percentChange });
});
