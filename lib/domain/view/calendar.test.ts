import { expect, it } from "vitest";
import {
  addDays,
  addMonths,
  countDays,
  dayInMonth,
  endOfMonth,
  isDay,
  startOfQuarter,
  startOfWeek,
  todayIn,
} from "./calendar";

it("counts days over a change of the clock and a year's end", () => {
  // Berlin's 25-hour day is 25 Oct 2026: a count by 24 hours would be one short.
  expect(countDays("2026-10-24", "2026-10-26")).toBe(3);
  expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
  expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
  expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
});

it("clamps a day that a month lacks to its last day", () => {
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
  expect(addMonths("2026-11-15", 2)).toBe("2027-01-15");
  expect(dayInMonth(2026, 14, 30)).toBe("2027-02-28");
  expect(endOfMonth("2024-02-05")).toBe("2024-02-29");
});

it.each([
  ["2026-11-22", "monday", "2026-11-16"],
  ["2026-11-22", "sunday", "2026-11-22"],
  ["2026-11-16", "monday", "2026-11-16"],
  ["2027-01-01", "monday", "2026-12-28"],
] as const)("starts the week of %s on %s at %s", (day, weekStart, start) => {
  expect(startOfWeek(day, weekStart)).toBe(start);
});

it("starts quarters in January, April, July and October", () => {
  expect(startOfQuarter("2026-11-22")).toBe("2026-10-01");
  expect(startOfQuarter("2026-03-31")).toBe("2026-01-01");
});

it("knows which days the calendar has", () => {
  expect(isDay("2024-02-29")).toBe(true);
  expect(isDay("2026-02-29")).toBe(false);
  expect(isDay("2026-11-1")).toBe(false);
  expect(isDay("")).toBe(false);
});

it("tells the day by the zone's own calendar", () => {
  const evening = new Date("2026-12-31T23:30:00Z");
  expect(todayIn("UTC", evening)).toBe("2026-12-31");
  expect(todayIn("Europe/Berlin", evening)).toBe("2027-01-01");
  expect(todayIn("America/New_York", new Date("2026-11-01T03:59:00Z"))).toBe("2026-10-31");
});
