import { expect, it } from "vitest";
import { days, series } from "./fixtures";
import { drawnKind, plotRows } from "./plot-rows";

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

it("adds the earlier period beside its series", () => {
  const previous = { dates: ["x", "y"], values: [7, 8], exact: ["7", "8"], total: "15" };
  const rows = plotRows(days(2), [series("a", [1, 2]), series("b", [1, 2], { previous })], "line");
  expect(column(rows, "c1")).toEqual([7, 8]);
  expect(rows[0]).not.toHaveProperty("c0");
});

it("turns bars into an area beyond a hundred, and says so", () => {
  expect(drawnKind("bar", 100)).toEqual({ kind: "bar", note: null });
  expect(drawnKind("bar", 101)).toEqual({ kind: "area", note: "Shown as an area: bars end at 100 points" });
  expect(drawnKind("line", 1).kind).toBe("bar");
  expect(drawnKind("table", 1).kind).toBe("table");
});
