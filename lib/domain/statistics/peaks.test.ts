import { expect, it } from "vitest";
import { largestBuckets } from "./peaks";

const bucket = (date: string, amount: string | null, count = 1, partial = false) => ({
  ...{ date, amount, count, partial },
});
const told = (buckets: Parameters<typeof bucket>[], limit = 10) =>
  largestBuckets(
    buckets.map((one) => bucket(...one)),
    limit,
  ).map(({ date, timesMedian }) => [date, timesMedian]);

it("ranks by amount, the earlier one of equals first, in medians of the complete buckets", () => {
  // The complete amounts are 0, 3, 9, 9: their median is 6.
  expect(
    told([
      ["1", "9"],
      ["2", "0", 0],
      ["3", "3"],
      ["4", "9"],
      ["5", "24", 2, true],
    ]),
  ).toEqual([
    ["5", "4"],
    ["1", "1.5"],
    ["4", "1.5"],
    ["3", "0.5"],
  ]);
});

it("tells as many as asked for", () => {
  expect(
    told(
      [
        ["1", "1"],
        ["2", "30"],
        ["3", "4"],
      ],
      1,
    ),
  ).toEqual([["2", "7.5"]]);
});

it("has no multiple of a median that is 0, and no peaks where nothing happened", () => {
  expect(
    told([
      ["1", "5"],
      ["2", "0", 0],
      ["3", "0", 0],
    ]),
  ).toEqual([["1", null]]);
  expect(
    told([
      ["1", "0", 0],
      ["2", null, 0],
    ]),
  ).toEqual([]);
});
