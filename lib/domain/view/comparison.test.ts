import { expect, it } from "vitest";
import { askedComparison, type ViewComparison } from "./comparison";
import type { ViewInterval } from "./interval";
import type { Preset } from "./view-range";

const calendar = { weekStart: "monday", anchorDay: 15 } as const;

/** Where the compared range begins; "directly" stands for the days directly before. */
function startOf(
  comparison: ViewComparison,
  choice: Preset | "custom",
  [start, end, interval]: [string, string, ViewInterval],
) {
  const compared = {
    choice: choice === "custom" ? { start, end } : { preset: choice },
    range: { start, end, instants: null },
    interval,
  };
  return askedComparison(comparison, compared, calendar).compare_start_date ?? "directly";
}

it.each<[Preset | "custom", string, string, ViewInterval, string]>([
  ["30d", "2026-10-24", "2026-11-22", "day", "directly"],
  ["7d", "2026-11-16", "2026-11-22", "hour", "directly"],
  ["mtd", "2026-11-01", "2026-11-22", "day", "2026-10-01"],
  // 31 days from 1 February would reach to 3 March, into the month itself.
  ["mtd", "2027-03-01", "2027-03-31", "day", "directly"],
  ["last-month", "2026-11-01", "2026-11-30", "day", "2026-10-01"],
  ["last-month", "2026-10-01", "2026-10-31", "day", "directly"],
  ["qtd", "2026-10-01", "2026-11-22", "day", "2026-07-01"],
  ["ytd", "2026-01-01", "2026-11-22", "week", "2025-01-01"],
  // The anchor is the 15th.
  ["period", "2026-11-15", "2026-11-22", "day", "2026-10-15"],
  ["last-period", "2026-10-15", "2026-11-14", "day", "directly"],
  // 1 Dec 2025 to 22 Nov 2026: the same twelve months before.
  ["12m", "2025-12-01", "2026-11-22", "month", "2024-12-01"],
  // 90 days in weeks: 91 days before, so that Tuesday stands under Tuesday.
  ["90d", "2026-08-25", "2026-11-22", "week", "2026-05-26"],
  ["custom", "2026-09-10", "2026-11-22", "month", "directly"],
  ["custom", "2026-09-01", "2026-11-22", "month", "2026-06-01"],
])("compares %s from %s to %s by %s with what begins %s", (choice, start, end, interval, expected) => {
  expect(startOf("previous", choice, [start, end, interval])).toBe(expected);
});

it.each([
  ["2026-11-22", "2026-11-22", "2026-11-15"],
  ["2026-10-24", "2026-11-22", "2026-09-19"], // 30 days are less than five weeks
  ["2026-11-16", "2026-11-22", "2026-11-09"],
])("takes whole weeks for the same weekdays of %s to %s", (start, end, expected) => {
  expect(startOf("previous_weekday", "custom", [start, end, "day"])).toBe(expected);
});

it("goes a year back by the API's own rule, and nowhere without a comparison", () => {
  const compared = {
    choice: { preset: "mtd" as const },
    range: { start: "2026-11-01", end: "2026-11-22", instants: null },
    interval: "day" as const,
  };
  expect(askedComparison("previous_year", compared, calendar)).toEqual({ compare: "previous_year" });
  expect(askedComparison("none", compared, calendar)).toEqual({ compare: "none" });
});

it("leaves the last 24 hours to the instants", () => {
  const instants = { from: "2026-11-21T14:03:00.000Z", to: "2026-11-22T14:03:00.000Z" };
  const range = { start: "2026-11-21", end: "2026-11-22", instants };
  const day = { choice: { preset: "24h" as const }, range, interval: "hour" as const };
  expect(askedComparison("previous", day, calendar)).toEqual({ compare: "previous" });
  expect(askedComparison("previous_weekday", day, calendar).compare_start_date).toBe("2026-11-14");
});
