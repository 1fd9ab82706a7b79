import { expect, it } from "vitest";
import { formatCount } from "@/lib/format";
import { chartSummary } from "./chart-summary";
import { days, series } from "./fixtures";

const summary = (input: Parameters<typeof chartSummary>[0]) => chartSummary(input).replaceAll("\u00a0", " ");
const base = { title: "API requests", interval: "day" as const, exact: formatCount };

it("says range, total, highest, lowest and what is still running", () => {
  const one = [series("a", [2000, 61_200, 500, 18])];
  expect(summary({ ...base, buckets: days(4, { partialLast: true }), series: one, total: "63718" })).toBe(
    "API requests per day, 1 to 4 Nov. Total 63,718, highest 61,200 on 2 Nov, lowest 500 on 3 Nov, 4 Nov so far 18.",
  );
});

it("adds several series up per bucket and names the largest", () => {
  const two = [series("Web", [1, 2]), series("Batch", [5, 1])];
  expect(summary({ ...base, buckets: days(2), series: two, total: "9" })).toBe(
    "API requests per day, 1 to 2 Nov. Total 9, highest 6 on 1 Nov, lowest 3 on 2 Nov. 2 series, the largest is Batch with 6.",
  );
});

it("has no highest and lowest in a range of one bucket", () => {
  expect(summary({ ...base, buckets: days(1), series: [series("a", [7])], total: "7" })).toBe(
    "API requests per day, 1 Nov. Total 7.",
  );
});

it("says when there is nothing", () => {
  expect(summary({ ...base, buckets: days(3), series: [], total: "0" })).toBe(
    "API requests: nothing to show.",
  );
});

it("says the change against the earlier range", () => {
  const input = { ...base, buckets: days(2), series: [series("a", [7, 5])], total: "12" };
  const against = (words: string, total: string) => summary({ ...input, compared: { words, total } });
  // 12 is a fifth more than 10.
  expect(against("29 – 30 Oct", "10")).toMatch(/ Up 20\.0 % against 10 between 29 and 30 Oct\.$/);
  expect(against("30 Oct", "0")).toMatch(/ New against 0 on 30 Oct\.$/);
});
