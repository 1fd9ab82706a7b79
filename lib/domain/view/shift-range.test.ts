import { expect, it } from "vitest";
import { shiftRange } from "./shift-range";
import { viewRange } from "./view-range";

const today = "2026-11-22";
const range = (start: string, end: string) => ({ start, end, instants: null });

it.each([
  ["30 days", range("2026-10-24", today), { start: "2026-09-24", end: "2026-10-23" }],
  ["a day with 25 hours", range("2026-10-25", "2026-10-25"), { start: "2026-10-24", end: "2026-10-24" }],
  ["a whole month", range("2026-10-01", "2026-10-31"), { start: "2026-09-01", end: "2026-09-30" }],
  ["a quarter", range("2026-01-01", "2026-03-31"), { start: "2025-10-01", end: "2025-12-31" }],
])("moves back by one whole range: %s", (_name, from, to) => {
  expect(shiftRange(from, -1, today)).toEqual(to);
});

it("moves forward by the same length", () => {
  expect(shiftRange(range("2026-09-24", "2026-10-23"), 1, today)).toEqual({
    start: "2026-10-24",
    end: today,
  });
});

it("does not move past today", () => {
  expect(shiftRange(range("2026-11-01", today), 1, today)).toBeNull();
  // 10 days that would end on 29 November end today instead.
  expect(shiftRange(range("2026-11-10", "2026-11-19"), 1, today)).toEqual({
    start: "2026-11-13",
    end: today,
  });
});

it("does not move before the first day that events can have", () => {
  expect(shiftRange(range("2000-01-10", "2000-02-20"), -1, today)).toBeNull();
});

it("leads from the last 24 hours to the day before", () => {
  const settings = { timezone: "UTC", weekStart: "monday", anchorDay: 1 } as const;
  const day = viewRange({ preset: "24h" }, settings, new Date("2026-11-22T14:00:00Z"));
  expect(shiftRange(day, -1, today)).toEqual({ start: "2026-11-21", end: "2026-11-21" });
});
