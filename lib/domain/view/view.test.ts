import { expect, it } from "vitest";
import { DEFAULT_VIEW } from "@/lib/testing/views";
import { dayRange, isNarrowed, rangeChoice, resolveView, type UsageView } from "./view";

const view: UsageView = DEFAULT_VIEW;
const organization = {
  id: "o-1",
  slug: "acme",
  name: "Acme",
  timezone: "UTC",
  weekStart: "monday",
  anchorDay: 1,
} as const;
const now = new Date("2026-11-22T23:30:00Z");

it("reads the days in the organization's zone unless the view has its own", () => {
  expect(resolveView(view, organization, now)).toMatchObject({
    range: { start: "2026-10-24", end: "2026-11-22" },
    timezone: "UTC",
    interval: "day",
    today: "2026-11-22",
    live: true,
  });
  expect(resolveView({ ...view, tz: "Europe/Berlin" }, organization, now)).toMatchObject({
    range: { start: "2026-10-25", end: "2026-11-23" },
    timezone: "Europe/Berlin",
  });
});

it("prefers two days over a preset and is closed when they are over", () => {
  const days = { ...view, start: "2026-11-01", end: "2026-11-10" };
  expect(resolveView(days, organization, now)).toMatchObject({
    choice: { start: "2026-11-01", end: "2026-11-10" },
    live: false,
  });
});

it("falls back to the default range and interval where the link asks for what cannot be", () => {
  const today = "2026-11-22";
  const choose = (start: string | null, end: string | null) =>
    rangeChoice({ range: "mtd", start, end }, today);
  expect(choose(null, null)).toEqual({ preset: "mtd" });
  expect(choose("2026-11-10", "2026-11-01")).toEqual({ preset: "30d" });
  expect(choose("2026-11-10", null)).toEqual({ preset: "30d" });
  expect(dayRange("1999-12-31", "2026-01-01", today)).toBeNull();
  expect(dayRange("2026-11-23", "2026-11-24", today)).toBeNull();
  expect(resolveView({ ...view, range: "12m", interval: "hour" }, organization, now).interval).toBe("month");
});

it("is narrowed by any filter but the meter", () => {
  expect(isNarrowed({ ...view, type: { include: ["api"], exclude: [] } })).toBe(false);
  expect(isNarrowed({ ...view, team: { include: [], exclude: [null] } })).toBe(true);
});
