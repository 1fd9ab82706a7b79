import { expect, it } from "vitest";
import { shares } from "./shares";

it("adds up to exactly 100", () => {
  // A third each is 33.3 and a remainder; the missing 0.1 goes to the first of equals.
  expect(shares(["1", "1", "1"])).toEqual(["33.4", "33.3", "33.3"]);
});

it("gives the rounding to the largest remainder", () => {
  // Of 7: 1/7 = 14.2857, 2/7 = 28.5714, 4/7 = 57.1428; floors 14.2 + 28.5 + 57.1 = 99.8, and the remainders
  // are .0857, .0714 and .0428, so the first two get 0.1 each.
  expect(shares(["1", "2", "4"])).toEqual(["14.3", "28.6", "57.1"]);
});

it("is null where a share means nothing", () => {
  expect(shares(["0", "0"])).toEqual([null, null]);
  expect(shares(["-1", "2"])).toEqual([null, null]);
});

it("counts a gap as nothing", () => {
  expect(shares([null, "5"])).toEqual(["0.0", "100.0"]);
});
