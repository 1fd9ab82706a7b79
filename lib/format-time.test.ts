import { describe, expect, it } from "vitest";
import type { Interval } from "./domain/intervals";
import {
  formatBucketLabel,
  formatBucketTick,
  formatDay,
  formatDayRange,
  formatInstant,
  formatRelative,
} from "./format-time";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("a bucket", () => {
  it.each<[string, Interval, string, string]>([
    ["2026-11-03", "day", "3 Nov", "Tue, 3 Nov 2026"],
    ["2026-11-02", "week", "2 Nov", "2 – 8 Nov 2026"],
    ["2026-12-28", "week", "28 Dec", "28 Dec 2026 – 3 Jan 2027"],
    ["2026-11-01", "month", "Nov", "Nov 2026"],
    ["2026-11-15", "billing_period", "15 Nov", "Period from 15 Nov 2026"],
    ["2026-11-03T14:00:00+01:00", "hour", "14:00", "Tue, 3 Nov 2026, 14:00"],
    ["2026-11-03T00:00:00+01:00", "hour", "3 Nov", "Tue, 3 Nov 2026, 00:00"],
    ["rubbish", "day", "–", "–"],
  ])("%s of a series by %s is %s on the axis and %s in full", (date, interval, tick, label) => {
    expect(plain(formatBucketTick(date, interval))).toBe(tick);
    expect(plain(formatBucketLabel(date, interval))).toBe(label);
  });

  it("names the year where it is asked for", () => {
    expect(plain(formatBucketTick("2026-11-03", "day", { year: true }))).toBe("3 Nov 2026");
    expect(plain(formatBucketTick("2026-11-01", "month", { year: true }))).toBe("Nov 2026");
  });
});

describe("a range of days", () => {
  it.each([
    ["2026-10-24", "2026-11-22", "24 Oct – 22 Nov"],
    ["2026-11-01", "2026-11-22", "1 – 22 Nov"],
    ["2026-11-03", "2026-11-03", "3 Nov"],
    ["2025-12-24", "2026-01-05", "24 Dec 2025 – 5 Jan 2026"],
  ])("from %s to %s reads %s", (first, last, text) => {
    expect(plain(formatDayRange(first, last))).toBe(text);
  });

  it("is a dash when there is no day", () => {
    expect(formatDay(null)).toBe("–");
    expect(formatDayRange("", "2026-01-01")).toBe("–");
  });
});

describe("an instant", () => {
  it("is shown in the zone asked for, with its offset", () => {
    expect(plain(formatInstant("2026-11-03T13:03:22Z", "Europe/Berlin"))).toBe(
      "Tue, 3 Nov 2026, 14:03:22 UTC+1",
    );
    expect(plain(formatInstant("2026-11-03T13:03:22Z", "UTC"))).toBe("Tue, 3 Nov 2026, 13:03:22 UTC");
    expect(plain(formatInstant("2026-11-03T23:30:00Z", "Asia/Kathmandu"))).toBe(
      "Wed, 4 Nov 2026, 05:15:00 UTC+5:45",
    );
    expect(formatInstant("2026-11-03T00:03:22Z", "UTC", "time")).toBe("00:03");
    expect(formatInstant(null, "UTC")).toBe("–");
  });

  it.each([
    ["2026-11-03T11:59:30Z", "just now"],
    ["2026-11-03T11:57:00Z", "3 min ago"],
    ["2026-11-03T10:01:00Z", "1 h ago"],
    ["2026-10-31T11:00:00Z", "3 d ago"],
    ["2026-11-09T12:00:00Z", "in 6 d"],
  ])("at %s is %s seen from noon", (iso, text) => {
    expect(plain(formatRelative(iso, new Date("2026-11-03T12:00:00Z")))).toBe(text);
  });
});
