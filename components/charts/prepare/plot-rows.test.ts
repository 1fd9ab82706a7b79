import { expect, it } from "vitest";
import { days, series } from "./fixtures";
import { barSizes, drawnKind, onFoot, plotRows } from "./plot-rows";

const column = (rows: ReturnType<typeof plotRows>, name: string) => rows.map((row) => row[name] ?? null);

it("ends the solid line at the last complete bucket and starts the dashed one there", () => {
  const rows = plotRows(days(4, { partialLast: true }), [series("a", [1, 2, 3, 4])], "line");
  expect(column(rows, "s0")).toEqual([1, 2, 3, null]);
  expect(column(rows, "p0")).toEqual([null, null, 3, 4]);
});

it("dashes a first bucket that the range cuts as well", () => {
  const buckets = days(4).map((bucket, index) => ({ ...bucket, partial: index === 0 || index === 3 }));
  const rows = plotRows(buckets, [series("a", [1, 2, 3, 4])], "area");
  expect(column(rows, "s0")).toEqual([null, 2, 3, null]);
  expect(column(rows, "p0")).toEqual([1, 2, 3, 4]);
});

it("gives a bar to one column only", () => {
  const rows = plotRows(days(3, { partialLast: true }), [series("a", [1, 2, 3])], "bar");
  expect(column(rows, "s0")).toEqual([1, 2, null]);
  expect(column(rows, "p0")).toEqual([null, null, 3]);
});

it("keeps gaps apart from zeros", () => {
  const rows = plotRows(days(3), [series("a", [0, null, 1])], "line");
  expect(column(rows, "s0")).toEqual([0, null, 1]);
  expect(column(rows, "p0")).toEqual([null, null, null]);
});

it("lays earlier lines under the buckets by position", () => {
  const earlier = [
    { key: null, values: [7, 8, 9] },
    { key: "b", values: [1] },
  ];
  const rows = plotRows(days(2), [series("a", [1, 2])], "line", earlier);
  expect(column(rows, "c0")).toEqual([7, 8]);
  expect(column(rows, "c1")).toEqual([1, null]);
});

it.each([
  // 30 px: 82 % are 24.6, less two gaps 22.6; 30 % of that are 6.78.
  [30, 1, { earlier: 6.78, current: 15.82 }],
  [400, 1, { earlier: 28, current: 64 }],
  // Two of each: 24.6 / 2 - 2 = 10.3.
  [30, 2, { earlier: 3.09, current: 7.21 }],
  [2, 1, { earlier: 1, current: 1 }],
])("parts a band of %d px between %d bars and narrow earlier ones", (band, groups, { earlier, current }) => {
  expect(barSizes(band, groups).earlier).toBeCloseTo(earlier, 6);
  expect(barSizes(band, groups).current).toBeCloseTo(current, 6);
});

it("turns bars into an area beyond a hundred, and says so", () => {
  expect(drawnKind("bar", 100)).toEqual({ kind: "bar", note: null });
  expect(drawnKind("bar", 101)).toEqual({ kind: "area", note: "Shown as an area: bars end at 100 points" });
  expect(drawnKind("line", 1).kind).toBe("bar");
  expect(drawnKind("table", 1).kind).toBe("table");
});

it("stands zero on the foot of an axis of powers, and keeps gaps", () => {
  const rows = onFoot(plotRows(days(4), [series("a", [0, 5, -2, null])], "line"), 1);
  expect(column(rows, "s0")).toEqual([1, 5, 1, null]);
  expect(rows.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
});
