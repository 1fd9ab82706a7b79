import { expect, it } from "vitest";
import { readDayText } from "./day-text";

const today = "2026-11-22"; // a Sunday

it.each([
  ["2026-11-01", "2026-11-01"],
  ["  2026-11-01 ", "2026-11-01"],
  ["1 Nov", "2026-11-01"],
  ["1 november", "2026-11-01"],
  ["Nov 1", "2026-11-01"],
  ["Nov 1, 2024", "2024-11-01"],
  ["24 Dec", "2025-12-24"],
  ["24. Dec", "2025-12-24"],
  ["1 Nov 2019", "2019-11-01"],
  ["29 Feb 2024", "2024-02-29"],
  ["today", "2026-11-22"],
  ["now", "2026-11-22"],
  ["Yesterday", "2026-11-21"],
  ["-7d", "2026-11-15"],
  ["now-7d", "2026-11-15"],
  ["now-2w", "2026-11-08"],
  ["-1M", "2026-10-22"],
  ["-2y", "2024-11-22"],
  ["now/M", "2026-11-01"],
  ["now-1M/M", "2026-10-01"],
  ["now/w", "2026-11-16"],
  ["now/Q", "2026-10-01"],
  ["now/y", "2026-01-01"],
])("reads %s as %s", (text, day) => {
  expect(readDayText(text, today, "monday")).toBe(day);
});

it.each([
  "",
  "soon",
  "2026-02-30",
  "2026-11-1",
  "31 Nov",
  "29 Feb 2025",
  "1 Foo",
  "1 No",
  "-7",
  "-7x",
  "now+1d",
])("does not take %j for a day", (text) => {
  expect(readDayText(text, today, "monday")).toBeNull();
});
