import { describe, expect, it } from "vitest";
import { readEventTime, weeksUntil } from "./event-time";

it.each([
  ["2015-03-20T18:23:00-07:00", "UTC", "2015-03-21T01:23:00Z"],
  ["2023-11-16 18:17:03.9799600", "UTC", "2023-11-16T18:17:03.9799600Z"],
  ["2024-09-30 23:00:00", "America/New_York", "2024-10-01T03:00:00Z"],
  ["2024-09-30 23:00:00Z", "America/New_York", "2024-09-30T23:00:00Z"],
  ["2024-09-30 23:00:00 UTC", "America/New_York", "2024-09-30T23:00:00Z"],
  ["2024-09-30T23:00+0545", "UTC", "2024-09-30T17:15:00Z"],
  ["2024-09-30", "Asia/Kathmandu", "2024-09-29T18:15:00Z"],
  ["1700000000", "UTC", "2023-11-14T22:13:20Z"],
  ["1700000000123", "UTC", "2023-11-14T22:13:20.123Z"],
  // Berlin repeats 02:30 on 2024-10-27: the first pass is UTC+2. It skips 02:30 on 2024-03-31: the offset before is UTC+1.
  ["2024-10-27 02:30:00", "Europe/Berlin", "2024-10-27T00:30:00Z"],
  ["2024-03-31 02:30:00", "Europe/Berlin", "2024-03-31T01:30:00Z"],
  ["2024-03-31 03:30:00", "Europe/Berlin", "2024-03-31T01:30:00Z"],
])("reads %s in %s as %s", (text, timezone, instant) => {
  expect(readEventTime(text, timezone)).toBe(instant);
});

it.each([
  "",
  "yesterday",
  "2024-02-30",
  "2024-13-01",
  "2024-01-01T24:00:00Z",
  "2024-01-01 25:00",
  "12",
  "2024-01-01T00:00:00+1",
])("reads no time in %j", (text) => {
  expect(readEventTime(text, "UTC")).toBeUndefined();
});

describe("moving by weeks", () => {
  it("keeps the weekday, the time of day in UTC and every digit", () => {
    expect(readEventTime("2023-11-16 18:17:03.9799600", "UTC", 156)).toBe("2026-11-12T18:17:03.9799600Z");
    expect(readEventTime("2024-09-30 23:00:00", "UTC", -1)).toBe("2024-09-23T23:00:00Z");
  });

  it("counts the whole weeks until now", () => {
    expect(weeksUntil("2026-11-01T00:00:00Z", new Date("2026-11-15T00:00:00Z"))).toBe(2);
    expect(weeksUntil("2026-11-01T00:00:00Z", new Date("2026-11-14T23:59:59Z"))).toBe(1);
    expect(weeksUntil("2026-11-01T00:00:00Z", new Date("2026-10-31T00:00:00Z"))).toBe(-1);
  });
});

it("reads an instant that is written as it is answered like any other way to write it", () => {
  for (const day of ["01", "28", "29", "30", "31", "00", "32"])
    for (const month of ["01", "02", "04", "12", "13", "00"])
      for (const clock of ["00:00:00", "23:59:59.123456789", "24:00:00", "12:60:00", "12:00:60"]) {
        const text = `2024-${month}-${day}T${clock}`;
        expect(readEventTime(`${text}Z`, "UTC")).toBe(readEventTime(`${text} UTC`, "UTC"));
      }
});
