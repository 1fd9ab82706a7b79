import { expect, it } from "vitest";
import { series } from "./fixtures";
import { foldSeries, OTHER_KEY, visibleSeries } from "./visible-series";

it("keeps the eight largest by total and folds the others into one at the end", () => {
  const ten = Array.from({ length: 10 }, (_, index) => series(`t${index}`, [index, index]));
  const folded = foldSeries(ten);
  expect(folded.map((one) => one.key)).toEqual(["t9", "t8", "t7", "t6", "t5", "t4", "t3", "t2", OTHER_KEY]);
  // t0 and t1 have 0 and 1 on each of two days.
  expect(folded.at(-1)).toMatchObject({
    label: "Other",
    values: [1, 1],
    total: "2",
    memberCount: 2,
    other: true,
  });
});

it("adds what it folds to the rest that the server folded", () => {
  const rest = series('{"other":"api"}', [10, null], { other: true, memberCount: 40, label: "Other" });
  const folded = foldSeries([rest, series("a", [5, 5]), series("b", [1, 2])], 1);
  expect(folded.map((one) => one.key)).toEqual(["a", '{"other":"api"}']);
  expect(folded[1]).toMatchObject({ exact: ["11", "2"], total: "13", memberCount: 41 });
});

it("leaves few series as they are, largest first", () => {
  const folded = foldSeries([series("small", [1]), series("large", [9])]);
  expect(folded.map((one) => one.key)).toEqual(["large", "small"]);
  expect(folded.some((one) => one.other)).toBe(false);
});

it("keeps the server's rest last even when it is the largest", () => {
  const rest = series("rest", [100], { other: true, memberCount: 3 });
  expect(foldSeries([rest, series("a", [1])]).map((one) => one.key)).toEqual(["a", "rest"]);
});

it("hides by key, after folding, so that hiding never changes the ranking", () => {
  const folded = foldSeries([series("a", [3]), series("b", [2])]);
  expect(visibleSeries(folded, ["a", "unknown"]).map((one) => one.key)).toEqual(["b"]);
});
