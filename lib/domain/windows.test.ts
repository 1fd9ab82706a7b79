import { describe, expect, it } from "vitest";
import { cutWindows, MAX_WINDOWS, type WindowSize } from "./windows";

const cut = (from: string, to: string, size: WindowSize, timezone = "UTC") =>
  cutWindows({ from: new Date(from), to: new Date(to) }, size, timezone).map(({ start, end }) => [
    start.toISOString().slice(0, 16),
    end.toISOString().slice(0, 16),
  ]);

describe("windows", () => {
  it("are whole where the range cuts them", () => {
    expect(cut("2026-03-02T10:00:30Z", "2026-03-02T10:01:01Z", "MINUTE")).toEqual([
      ["2026-03-02T10:00", "2026-03-02T10:01"],
      ["2026-03-02T10:01", "2026-03-02T10:02"],
    ]);
    expect(cut("2026-03-02T10:30Z", "2026-03-02T11:00Z", "HOUR")).toEqual([
      ["2026-03-02T10:00", "2026-03-02T11:00"],
    ]);
    expect(cut("2026-02-15T00:00Z", "2026-03-01T00:00Z", "MONTH")).toEqual([
      ["2026-02-01T00:00", "2026-03-01T00:00"],
    ]);
  });

  it("begin where the zone's hours and days do", () => {
    // Kathmandu is 5:45 ahead of UTC.
    expect(cut("2026-03-02T10:00Z", "2026-03-02T10:20Z", "HOUR", "Asia/Kathmandu")).toEqual([
      ["2026-03-02T09:15", "2026-03-02T10:15"],
      ["2026-03-02T10:15", "2026-03-02T11:15"],
    ]);
    // Apia skipped 30 December 2011 whole: local midnights are at 10:00 UTC, and the 31st follows the 29th.
    expect(cut("2011-12-30T09:00Z", "2011-12-30T11:00Z", "DAY", "Pacific/Apia")).toEqual([
      ["2011-12-29T10:00", "2011-12-30T10:00"],
      ["2011-12-30T10:00", "2011-12-31T10:00"],
    ]);
  });

  it("beyond what an answer may look through are refused before they are built", () => {
    const start = Date.parse("2026-01-01T00:00:00Z");
    const range = (minutes: number) => ({ from: new Date(start), to: new Date(start + minutes * 60_000) });
    expect(cutWindows(range(MAX_WINDOWS), "MINUTE", "UTC")).toHaveLength(MAX_WINDOWS);
    expect(() => cutWindows(range(MAX_WINDOWS + 1), "MINUTE", "UTC")).toThrow(/more than 50000 windows/);
    expect(cut("2000-01-01T00:00Z", "2100-01-01T00:00Z", "DAY")).toHaveLength(36_525);
  });
});
