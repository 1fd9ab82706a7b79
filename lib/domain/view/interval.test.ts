import { expect, it } from "vitest";
import { countBuckets, defaultInterval, effectiveInterval, whyNotInterval } from "./interval";

const range = (start: string, end: string) => ({ start, end, instants: null });
const lastDay = {
  start: "2026-11-21",
  end: "2026-11-22",
  instants: { from: "2026-11-21T14:03:00.000Z", to: "2026-11-22T14:03:00.000Z" },
};

it.each([
  ["hour", range("2026-11-21", "2026-11-22"), 48],
  ["day", range("2026-10-24", "2026-11-22"), 30],
  // Monday 28 Dec 2026 to Sunday 3 Jan 2027 is one week over the year's end.
  ["week", range("2026-12-28", "2027-01-03"), 1],
  ["week", range("2026-12-27", "2027-01-04"), 3],
  ["month", range("2025-12-31", "2026-02-01"), 3],
  ["hour", lastDay, 25],
] as const)("counts the %s buckets of a range", (interval, of, count) => {
  expect(countBuckets(of, interval, "monday")).toBe(count);
});

it("refuses intervals with fewer than 2 or more than 1,000 buckets", () => {
  // 41 days are 984 hours, 42 days are 1,008.
  expect(whyNotInterval(range("2026-10-01", "2026-11-10"), "hour", "monday")).toBeNull();
  expect(whyNotInterval(range("2026-10-01", "2026-11-11"), "hour", "monday")).toBe("too_many");
  expect(whyNotInterval(range("2026-11-22", "2026-11-22"), "day", "monday")).toBe("too_few");
  expect(whyNotInterval(range("2026-11-22", "2026-11-22"), "hour", "monday")).toBeNull();
});

it.each([
  ["2026-11-21", "2026-11-22", "hour"],
  ["2026-11-20", "2026-11-22", "day"],
  ["2026-08-23", "2026-11-22", "day"], // 92 days
  ["2026-08-22", "2026-11-22", "week"], // 93 days
  ["2025-10-19", "2026-11-22", "week"], // 400 days
  ["2025-10-18", "2026-11-22", "month"], // 401 days
])("suits %s to %s with %s", (start, end, interval) => {
  expect(defaultInterval({ start, end }, range(start, end))).toBe(interval);
});

it("shows the last 12 months by month", () => {
  expect(defaultInterval({ preset: "12m" }, range("2025-12-01", "2026-11-22"))).toBe("month");
});

it("keeps the chosen interval as long as the range allows it", () => {
  const year = range("2025-12-01", "2026-11-22");
  expect(effectiveInterval("day", { preset: "12m" }, year, "monday")).toBe("day");
  expect(effectiveInterval("hour", { preset: "12m" }, year, "monday")).toBe("month");
  expect(effectiveInterval(null, { preset: "12m" }, year, "monday")).toBe("month");
});
