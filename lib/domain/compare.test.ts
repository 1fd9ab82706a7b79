import { describe, expect, it } from "vitest";
import { type CompareSettings, comparedRange } from "./compare";

type Case = [
  string,
  string,
  string,
  string,
  Omit<CompareSettings, "now">,
  string | undefined,
  string | undefined,
];
const LATER = "2030-01-01T00:00Z";

function compared(
  from: string,
  to: string,
  timezone: string,
  now: string,
  settings: Omit<CompareSettings, "now">,
) {
  const range = { from: new Date(from), to: new Date(to), timezone };
  const result = comparedRange(range, { ...settings, now: new Date(now) });
  return result ? [result.from.toISOString().slice(0, 16), result.to.toISOString().slice(0, 16)] : undefined;
}

describe("a range that is over is compared with", () => {
  it.each<Case>([
    [
      "the days before",
      "2026-11-08T00:00Z",
      "2026-11-15T00:00Z",
      "UTC",
      { compare: "previous" },
      "2026-11-01T00:00",
      "2026-11-08T00:00",
    ],
    // 25 October 2026 has 25 hours in Berlin, the day before it 24.
    [
      "the day before by the calendar",
      "2026-10-24T22:00Z",
      "2026-10-25T23:00Z",
      "Europe/Berlin",
      { compare: "previous" },
      "2026-10-23T22:00",
      "2026-10-24T22:00",
    ],
    [
      "the stretch before, when it is no whole days",
      "2026-11-08T10:00Z",
      "2026-11-08T14:30Z",
      "UTC",
      { compare: "previous" },
      "2026-11-08T05:30",
      "2026-11-08T10:00",
    ],
    [
      "the same days of another time",
      "2026-11-08T00:00Z",
      "2026-11-10T00:00Z",
      "UTC",
      { compare: "previous", startDate: "2026-03-01" },
      "2026-03-01T00:00",
      "2026-03-03T00:00",
    ],
    [
      "as many days a year earlier",
      "2028-02-28T00:00Z",
      "2028-03-01T00:00Z",
      "UTC",
      { compare: "previous_year" },
      "2027-02-28T00:00",
      "2027-03-02T00:00",
    ],
    [
      "the 28th where there was no 29th",
      "2028-02-29T00:00Z",
      "2028-03-01T00:00Z",
      "UTC",
      { compare: "previous_year" },
      "2027-02-28T00:00",
      "2027-03-01T00:00",
    ],
  ])("%s", (_, from, to, timezone, settings, first, end) => {
    expect(compared(from, to, timezone, LATER, settings)).toEqual([first, end]);
  });
});

describe("a range that is not over", () => {
  it("is compared up to the same local time", () => {
    // Now is 10:00 in Berlin on 26 October, in winter; 10:00 on the 24th was in summer time.
    const range = ["2026-10-24T22:00Z", "2026-10-26T23:00Z"] as const;
    expect(compared(...range, "Europe/Berlin", "2026-10-26T09:00Z", { compare: "previous" })).toEqual([
      "2026-10-22T22:00",
      "2026-10-24T08:00",
    ]);
  });

  it("is compared with nothing before it begins", () => {
    const range = ["2026-11-08T00:00Z", "2026-11-09T00:00Z"] as const;
    expect(compared(...range, "UTC", "2026-11-08T00:00Z", { compare: "previous" })).toBeUndefined();
  });
});
