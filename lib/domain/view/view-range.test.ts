import { describe, expect, it } from "vitest";
import { type Preset, touchesNow, viewRange } from "./view-range";

const berlin = { timezone: "Europe/Berlin", weekStart: "monday", anchorDay: 1 } as const;
// Sunday, 22 Nov 2026, 14:03 in Berlin
const now = new Date("2026-11-22T13:03:22Z");

it.each<[Preset, string, string]>([
  ["today", "2026-11-22", "2026-11-22"],
  ["7d", "2026-11-16", "2026-11-22"],
  ["30d", "2026-10-24", "2026-11-22"],
  ["90d", "2026-08-25", "2026-11-22"],
  ["12m", "2025-12-01", "2026-11-22"],
  ["mtd", "2026-11-01", "2026-11-22"],
  ["last-month", "2026-10-01", "2026-10-31"],
  ["qtd", "2026-10-01", "2026-11-22"],
  ["ytd", "2026-01-01", "2026-11-22"],
  ["last-week", "2026-11-09", "2026-11-15"],
  ["period", "2026-11-01", "2026-11-22"],
  ["last-period", "2026-10-01", "2026-10-31"],
])("%s runs from %s to %s", (preset, start, end) => {
  expect(viewRange({ preset }, berlin, now)).toEqual({ start, end, instants: null });
});

it("takes the last 24 hours to the minute, over a change of the clock too", () => {
  // Berlin set the clock back on 25 Oct 2026 at 01:00Z: 24 hours earlier it was 11:30 there, not 10:30.
  const monday = new Date("2026-10-25T09:30:40Z");
  expect(viewRange({ preset: "24h" }, berlin, monday)).toEqual({
    start: "2026-10-24",
    end: "2026-10-25",
    instants: { from: "2026-10-24T09:30:00.000Z", to: "2026-10-25T09:30:00.000Z" },
  });
});

it("turns the year with the zone, not with UTC", () => {
  const newYear = new Date("2026-12-31T23:30:00Z");
  expect(viewRange({ preset: "ytd" }, berlin, newYear)).toMatchObject({
    start: "2027-01-01",
    end: "2027-01-01",
  });
  expect(viewRange({ preset: "last-month" }, berlin, newYear)).toMatchObject({
    start: "2026-12-01",
    end: "2026-12-31",
  });
  expect(viewRange({ preset: "ytd" }, { ...berlin, timezone: "UTC" }, newYear)).toMatchObject({
    start: "2026-01-01",
    end: "2026-12-31",
  });
});

describe("billing periods with an anchor day", () => {
  const on = (day: string, anchorDay: number, preset: Preset) =>
    viewRange({ preset }, { ...berlin, anchorDay }, new Date(`${day}T12:00:00Z`));

  it("begin on the anchor day of this month or the one before", () => {
    expect(on("2026-11-22", 15, "period")).toMatchObject({ start: "2026-11-15", end: "2026-11-22" });
    expect(on("2026-11-14", 15, "period")).toMatchObject({ start: "2026-10-15", end: "2026-11-14" });
    expect(on("2027-01-03", 15, "last-period")).toMatchObject({ start: "2026-11-15", end: "2026-12-14" });
  });

  it("clamp to the end of a short month", () => {
    expect(on("2026-03-01", 31, "period")).toMatchObject({ start: "2026-02-28", end: "2026-03-01" });
    expect(on("2026-03-31", 31, "last-period")).toMatchObject({ start: "2026-02-28", end: "2026-03-30" });
  });
});

it("starts the last week on Sunday where the organization does", () => {
  expect(viewRange({ preset: "last-week" }, { ...berlin, weekStart: "sunday" }, now)).toMatchObject({
    start: "2026-11-15",
    end: "2026-11-21",
  });
});

it("cuts two chosen days at today", () => {
  const choice = { start: "2026-11-20", end: "2026-12-24" };
  expect(viewRange(choice, berlin, now)).toEqual({
    start: "2026-11-20",
    end: "2026-11-22",
    instants: null,
  });
});

it("knows which ranges can still change", () => {
  const touches = (preset: Preset) => touchesNow(viewRange({ preset }, berlin, now), berlin.timezone, now);
  expect(["24h", "today", "mtd", "12m"].map((preset) => touches(preset as Preset))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(["last-month", "last-week", "last-period"].map((preset) => touches(preset as Preset))).toEqual([
    false,
    false,
    false,
  ]);
});
