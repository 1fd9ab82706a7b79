import { describe, expect, it } from "vitest";
import { alertFlags, limitedQuotas, quotaLimits, quotaWords } from "./usage-marks";

const quota = (changed: object = {}) => ({
  ...{ usage_type: "api", limit: "1000", unit: "request", period: "month" as const },
  ...{ period_start: "2026-11-01T00:00:00.000Z", period_end: "2026-12-01T00:00:00.000Z" },
  ...changed,
});
const bucket = (start: string, end: string) => ({ date: start.slice(0, 10), start, end, partial: false });
const OCTOBER = bucket("2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z");
const NOVEMBER = bucket("2026-11-01T00:00:00.000Z", "2026-11-23T00:00:00.000Z");
const DAYS = [1, 2, 3].map((day) =>
  bucket(`2026-11-0${day}T00:00:00.000Z`, `2026-11-0${day + 1}T00:00:00.000Z`),
);
const days = { buckets: DAYS, interval: "day" as const, cumulative: false };
const months = { buckets: [OCTOBER, NOVEMBER], interval: "month" as const, cumulative: false };

it("takes the chosen meter's quotas with a limit", () => {
  const list = [quota(), quota({ limit: null, period: "day" }), quota({ usage_type: "storage" })];
  expect(limitedQuotas(list, "api")).toEqual([quota()]);
});

describe("the line of a quota", () => {
  it("stands where a bucket is one of its periods, with fainter ones before it", () => {
    expect(quotaLimits([quota()], months)).toEqual([
      { value: 750, label: "75 %", faint: true },
      { value: 900, label: "90 %", faint: true },
      { value: 1000, label: expect.stringMatching(/^Quota 1K/) },
    ]);
  });

  it.each([
    ["no days of a month's quota", quota(), days, 0],
    ["days of a day's quota", quota({ period: "day", period_start: DAYS[2]?.start }), days, 3],
    ["no days of another zone", quota({ period: "day", period_start: "2026-11-03T23:00:00.000Z" }), days, 0],
    ["no months that begin elsewhere", quota({ period_start: "2026-11-15T00:00:00.000Z" }), months, 0],
    ["a running total since its period began", quota(), { ...days, cumulative: true }, 3],
    ["no running total since earlier", quota(), { ...months, cumulative: true }, 0],
    [
      "no running total over its end",
      quota({ period: "day", period_end: DAYS[0]?.end }),
      { ...days, cumulative: true },
      0,
    ],
    ["nothing", quota(), { ...days, buckets: [] }, 0],
  ])("is drawn for %s", (_, one, counting, lines) => {
    expect(quotaLimits([one], counting)).toHaveLength(lines);
  });

  it("is said in words, too", () => {
    expect(quotaWords(quota())).toMatch(/^Quota: 1K(.requests)? per month$/);
  });
});

it("flags an alert that was told in the bucket in which it fired", () => {
  const alert = (changed: object = {}) => ({
    ...{ id: "a", level: "critical" as const, notified: true, summary: "95 of 100" },
    ...{ triggered_at: "2026-11-02T00:00:00.000Z", ...changed },
  });
  const list = [alert(), alert({ notified: false }), alert({ triggered_at: "2026-11-04T00:00:00.000Z" })];
  expect(alertFlags(list, DAYS, "UTC")).toEqual([
    {
      ...{ index: 1, tone: "critical", text: "95 of 100", href: "/alerts#a" },
      label: expect.stringMatching(/^Critical: Mon, 2.Nov 2026, 00:00:00 UTC$/),
    },
  ]);
});
