import { describe, expect, it } from "vitest";
import { billingPeriod, type RangeParameters, resolveRange } from "./range";

const NOW = new Date("2026-11-22T23:30:00Z");
const resolve = (given: RangeParameters, timezone = "UTC") => {
  const { from, to } = resolveRange(given, { timezone, now: NOW });
  return [from.toISOString().slice(0, 16), to.toISOString().slice(0, 16)];
};

it.each<[string, RangeParameters, string, string, string]>([
  ["the last 30 days, today included", {}, "UTC", "2026-10-24T00:00", "2026-11-23T00:00"],
  // In Berlin it is already the 23rd; 25 October had 25 hours.
  ["the last 30 days of the zone", {}, "Europe/Berlin", "2026-10-24T22:00", "2026-11-23T23:00"],
  ["days up to today", { start_date: "2026-11-20" }, "UTC", "2026-11-20T00:00", "2026-11-23T00:00"],
  [
    "both days included",
    { start_date: "2026-11-01", end_date: "2026-11-01" },
    "UTC",
    "2026-11-01T00:00",
    "2026-11-02T00:00",
  ],
  [
    "days in the future",
    { start_date: "2027-01-01", end_date: "2027-01-02" },
    "UTC",
    "2027-01-01T00:00",
    "2027-01-03T00:00",
  ],
  [
    "instants with an offset",
    { from: "2026-11-01T00:00:00+01:00", to: "2026-11-01T00:00Z" },
    "UTC",
    "2026-10-31T23:00",
    "2026-11-01T00:00",
  ],
  [
    "instants read in the zone",
    { from: "2026-07-01T00:00", to: "2026-07-01T12:00:00" },
    "Europe/Berlin",
    "2026-06-30T22:00",
    "2026-07-01T10:00",
  ],
])("means %s", (_, given, timezone, from, to) => {
  expect(resolve(given, timezone)).toEqual([from, to]);
});

describe("refuses", () => {
  it.each<[string, RangeParameters, string, string]>([
    [
      "an end before its start",
      { from: "2026-11-02T00:00Z", to: "2026-11-01T00:00Z" },
      "range_reversed",
      "to",
    ],
    ["an empty range", { from: "2026-11-02T00:00Z", to: "2026-11-02T00:00Z" }, "range_reversed", "to"],
    [
      "a last day before the first",
      { start_date: "2026-11-02", end_date: "2026-11-01" },
      "range_reversed",
      "end_date",
    ],
    ["a first day after today without a last", { start_date: "2026-11-24" }, "range_reversed", "start_date"],
    ["a year no event can have", { start_date: "1999-12-31" }, "invalid_date", "start_date"],
    ["a year beyond reason", { from: "2026-01-01T00:00Z", to: "2101-01-01T00:00Z" }, "invalid_date", "to"],
  ])("%s", (_, given, code, field) => {
    expect(() => resolve(given)).toThrow(expect.objectContaining({ code, field }));
  });
});

it.each([
  [1, "2026-11-01T00:00", "2026-12-01T00:00"],
  [23, "2026-10-23T00:00", "2026-11-23T00:00"],
  [31, "2026-10-31T00:00", "2026-11-30T00:00"],
])("knows the billing period with the anchor %i", (anchorDay, from, to) => {
  const period = billingPeriod(NOW, "UTC", { weekStart: "monday", anchorDay });
  expect([period.from.toISOString().slice(0, 16), period.to.toISOString().slice(0, 16)]).toEqual([from, to]);
});
