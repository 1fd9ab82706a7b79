import { describe, expect, it } from "vitest";
import { type BucketQuestion, bucketEdges } from "./buckets";
import { startOfDay } from "./time-zone";

const NOW = new Date("2030-01-01T00:00:00Z");

function ask(first: string, end: string, rest: Partial<BucketQuestion> = {}): BucketQuestion {
  const timezone = rest.timezone ?? "UTC";
  const at = (text: string) => new Date(text.includes("T") ? text : startOfDay(text, timezone));
  return {
    from: at(first),
    to: at(end),
    interval: "day",
    timezone,
    now: NOW,
    weekStart: "monday",
    anchorDay: 1,
    ...rest,
  };
}

const hoursOf = (question: BucketQuestion) =>
  bucketEdges(question).map(({ date, start, end }) => [date, (end.getTime() - start.getTime()) / 3_600_000]);
const dates = (question: BucketQuestion) => bucketEdges(question).map(({ date }) => date);

describe("days have the hours that the zone gave them", () => {
  it.each([
    ["Berlin loses one in spring", "Europe/Berlin", "2026-03-28", "2026-03-31", [24, 23, 24]],
    ["Berlin gains one in autumn", "Europe/Berlin", "2026-10-24", "2026-10-27", [24, 25, 24]],
    ["Havana repeats midnight", "America/Havana", "2024-11-02", "2024-11-05", [24, 25, 24]],
    ["Havana skips midnight", "America/Havana", "2024-03-09", "2024-03-12", [24, 23, 24]],
    ["Lord Howe gains half an hour", "Australia/Lord_Howe", "2024-04-06", "2024-04-09", [24, 24.5, 24]],
    ["Lord Howe loses half an hour", "Australia/Lord_Howe", "2024-10-05", "2024-10-08", [24, 23.5, 24]],
    ["Kathmandu never changes", "Asia/Kathmandu", "2026-03-28", "2026-03-30", [24, 24]],
  ])("%s", (_, timezone, first, end, lengths) => {
    expect(hoursOf(ask(first, end, { timezone })).map(([, hours]) => hours)).toEqual(lengths);
  });

  it("leaves out the day that Samoa skipped", () => {
    expect(hoursOf(ask("2011-12-28", "2012-01-02", { timezone: "Pacific/Apia" }))).toEqual([
      ["2011-12-28", 24],
      ["2011-12-29", 24],
      ["2011-12-31", 24],
      ["2012-01-01", 24],
    ]);
  });

  it("counts the leap day", () => {
    expect(dates(ask("2028-02-28", "2028-03-02"))).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
  });
});

describe("hours carry the offset they lie in", () => {
  it("are 25 with a repeated one", () => {
    const labels = dates(ask("2026-10-25", "2026-10-26", { timezone: "Europe/Berlin", interval: "hour" }));
    expect(labels).toHaveLength(25);
    expect(labels.slice(1, 5)).toEqual([
      "2026-10-25T01:00:00+02:00",
      "2026-10-25T02:00:00+02:00",
      "2026-10-25T02:00:00+01:00",
      "2026-10-25T03:00:00+01:00",
    ]);
  });

  it("are 23 with a skipped one", () => {
    const labels = dates(ask("2026-03-29", "2026-03-30", { timezone: "Europe/Berlin", interval: "hour" }));
    expect(labels).toHaveLength(23);
    expect(labels.slice(1, 3)).toEqual(["2026-03-29T01:00:00+01:00", "2026-03-29T03:00:00+02:00"]);
  });

  it("end where Lord Howe turns its clocks by half an hour", () => {
    const question = ask("2024-04-06T14:00Z", "2024-04-06T16:30Z", {
      timezone: "Australia/Lord_Howe",
      interval: "hour",
    });
    expect(hoursOf(question)).toEqual([
      ["2024-04-07T01:00:00+11:00", 1],
      ["2024-04-07T01:30:00+10:30", 0.5],
      ["2024-04-07T02:00:00+10:30", 1],
    ]);
  });

  it("begin at local full hours in a quarter-hour zone", () => {
    const question = ask("2026-01-01T00:00Z", "2026-01-01T01:30Z", {
      timezone: "Asia/Kathmandu",
      interval: "hour",
    });
    const [first, second] = bucketEdges(question);
    expect(first).toMatchObject({ date: "2026-01-01T05:00:00+05:45", partial: true });
    expect(first?.wholeStart.toISOString()).toBe("2025-12-31T23:15:00.000Z");
    expect(first?.start.toISOString()).toBe("2026-01-01T00:00:00.000Z");
    expect(second?.start.toISOString()).toBe("2026-01-01T00:15:00.000Z");
  });
});

describe("weeks, months and periods are named by their first day, even before the range", () => {
  it.each([
    [
      "weeks from Monday",
      "week",
      "monday",
      1,
      "2026-11-04",
      "2026-11-17",
      ["2026-11-02", "2026-11-09", "2026-11-16"],
    ],
    [
      "weeks from Sunday",
      "week",
      "sunday",
      1,
      "2026-11-04",
      "2026-11-16",
      ["2026-11-01", "2026-11-08", "2026-11-15"],
    ],
    ["months", "month", "monday", 1, "2026-01-15", "2026-03-01", ["2026-01-01", "2026-02-01"]],
    [
      "periods from the 15th",
      "billing_period",
      "monday",
      15,
      "2026-01-14",
      "2026-01-16",
      ["2025-12-15", "2026-01-15"],
    ],
    [
      "periods from the 29th, in a year whose February has 28 days",
      "billing_period",
      "monday",
      29,
      "2026-02-01",
      "2026-04-01",
      ["2026-01-29", "2026-02-28", "2026-03-29"],
    ],
    [
      "periods from the 30th, in one whose February has 29",
      "billing_period",
      "monday",
      30,
      "2028-02-01",
      "2028-04-01",
      ["2028-01-30", "2028-02-29", "2028-03-30"],
    ],
    [
      "periods from the 31st, clamped to the month's end",
      "billing_period",
      "monday",
      31,
      "2028-02-01",
      "2028-05-01",
      ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"],
    ],
  ] as const)("%s", (_, interval, weekStart, anchorDay, first, end, labels) => {
    expect(dates(ask(first, end, { interval, weekStart, anchorDay }))).toEqual(labels);
  });
});

describe("a bucket is partial", () => {
  it.each([
    ["when the range cuts its start", "2026-11-01T06:00Z", "2026-11-02T00:00Z", NOW, [true]],
    ["when the range cuts its end", "2026-11-01T00:00Z", "2026-11-02T06:00Z", NOW, [false, true]],
    [
      "while it has not ended",
      "2026-11-01T00:00Z",
      "2026-11-03T00:00Z",
      new Date("2026-11-02T10:00Z"),
      [false, true],
    ],
    [
      "no more in the instant it ends",
      "2026-11-01T00:00Z",
      "2026-11-02T00:00Z",
      new Date("2026-11-02T00:00Z"),
      [false],
    ],
  ])("%s", (_, first, end, now, partial) => {
    expect(bucketEdges(ask(first, end, { now })).map((bucket) => bucket.partial)).toEqual(partial);
  });
});

describe("at most 1,000 buckets", () => {
  it("are built for exactly 1,000 days", () => {
    expect(dates(ask("2026-01-01", "2028-09-27"))).toHaveLength(1000);
  });
  it.each([
    ["day", "2026-01-01", "2028-09-28"],
    ["hour", "2026-01-01", "2026-02-11T17:00Z"],
    ["hour", "2000-01-01", "2100-12-31"],
    ["week", "2000-01-01", "2100-12-31"],
    ["month", "2000-01-01", "2100-12-31"],
  ] as const)("are refused beyond: %s from %s to %s", (interval, first, end) => {
    expect(() => bucketEdges(ask(first, end, { interval }))).toThrow(
      expect.objectContaining({ code: "too_many_points", field: "interval" }),
    );
  });
});
