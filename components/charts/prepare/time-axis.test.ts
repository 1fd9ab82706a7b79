import { expect, it } from "vitest";
import { days } from "./fixtures";
import { timeTicks } from "./time-axis";
import type { ChartBucket } from "./types";

const labels = (ticks: { label: string }[]) => ticks.map((tick) => tick.label.replaceAll("\u00a0", " "));
const named = (dates: string[]): ChartBucket[] =>
  dates.map((date) => ({ date, start: date, end: date, partial: false }));

it("labels every day of a week and names the year once", () => {
  expect(labels(timeTicks(days(7), "day", 8))).toEqual([
    "1 Nov 2026",
    "2 Nov",
    "3 Nov",
    "4 Nov",
    "5 Nov",
    "6 Nov",
    "7 Nov",
  ]);
});

it("steps by weeks over a month", () => {
  expect(labels(timeTicks(days(30), "day", 8))).toEqual([
    "1 Nov 2026",
    "8 Nov",
    "15 Nov",
    "22 Nov",
    "29 Nov",
  ]);
});

it("never gives more ticks than there is room for", () => {
  expect(timeTicks(days(1000), "day", 8).length).toBeLessThanOrEqual(8);
  expect(timeTicks(days(30), "day", 4).length).toBeLessThanOrEqual(4);
});

it("names the year again where it changes", () => {
  const months = named(["2026-11-01", "2026-12-01", "2027-01-01"]);
  expect(labels(timeTicks(months, "month", 8))).toEqual(["Nov 2026", "Dec", "Jan 2027"]);
});

it("puts hours at round times of the zone, with the day at midnight", () => {
  const hours = Array.from({ length: 24 }, (_, index) => {
    const hour = (index + 15) % 24;
    const day = index + 15 < 24 ? "03" : "04";
    return `2026-11-${day}T${String(hour).padStart(2, "0")}:00:00+01:00`;
  });
  expect(labels(timeTicks(named(hours), "hour", 8))).toEqual([
    "15:00",
    "18:00",
    "21:00",
    "4 Nov",
    "03:00",
    "06:00",
    "09:00",
    "12:00",
  ]);
});

it("keeps to the clock on a day of 25 hours", () => {
  const offsets = ["00:00:00+02:00", "01:00:00+02:00", "02:00:00+02:00", "02:00:00+01:00", "03:00:00+01:00"];
  const ticks = timeTicks(named(offsets.map((clock) => `2026-10-25T${clock}`)), "hour", 2);
  expect(labels(ticks)).toEqual(["25 Oct", "03:00"]);
});
