import { expect, it } from "vitest";
import { settleClaims } from "@/lib/domain/quota/claims";
import { forecastTotal, projectedCrossing, projectedTotal } from "@/lib/domain/quota/projection";
import { effectiveQuotas, type Quota } from "@/lib/domain/quota/quota";
import { quotaWindow, windowBefore } from "@/lib/domain/quota/window";

const quota = (usageType: string, limit: string | null, period: Quota["period"] = "month"): Quota => ({
  ...{ usageType, limit, period, hard: false },
});

it("a plan's quotas hold for the meters that the organization set none for", () => {
  const own = [quota("api", null), quota("storage", "5", "day")];
  const plan = [quota("api", "1000"), quota("storage", "50"), quota("compute", "0")];
  expect(effectiveQuotas(own, plan)).toEqual([
    { ...quota("api", null), source: "own" },
    { ...quota("compute", "0"), source: "plan" },
    { ...quota("storage", "5", "day"), source: "own" },
  ]);
});

const berlin = { timezone: "Europe/Berlin", weekStart: "monday" as const, anchorDay: 31 };

it.each([
  // Summer ends on 25 October 2026: that day has 25 hours.
  ["day", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
  ["month", "2026-10-31T23:30:00Z", "2026-10-31T23:00:00.000Z", "2026-11-30T23:00:00.000Z"],
  // The anchor 31 is the 30th in November.
  ["billing_period", "2026-11-20T12:00:00Z", "2026-10-30T23:00:00.000Z", "2026-11-29T23:00:00.000Z"],
] as const)("a %s is one of the billing zone's calendar", (period, at, from, to) => {
  const window = quotaWindow(new Date(at), period, berlin);
  expect([window.from.toISOString(), window.to.toISOString()]).toEqual([from, to]);
  expect(windowBefore(window.from, period, berlin).to).toEqual(window.from);
});

const november = {
  from: new Date("2026-11-01T00:00:00Z"),
  to: new Date("2026-12-01T00:00:00Z"),
  timezone: "UTC",
};
const at = (text: string) => new Date(text);

it("projects the crossing at the pace so far", () => {
  // 60 in 10 days: 100 after 10 × 100 ÷ 60 = 16 2/3 days, 17 November 16:00.
  const crossing = projectedCrossing("60", "100", november, at("2026-11-11T00:00:00Z"));
  expect(crossing?.toISOString()).toBe("2026-11-17T16:00:00.000Z");
});

it.each([
  ["it comes after the period", "30", "100"],
  // 100 ÷ 3.3333… would be reached exactly at the end: the period is over then.
  ["it comes at the period's end", "10", "30"],
  ["nothing is used", "0", "100"],
  ["usage is negative", "-5", "100"],
  ["it is reached already", "100", "100"],
  ["there is no limit", "60", null],
  ["nothing is allowed", "0", "0"],
])("projects no crossing when %s", (_, used, limit) => {
  expect(projectedCrossing(used, limit, november, at("2026-11-11T00:00:00Z"))).toBeNull();
});

it("projects nothing before any time has passed, and no crossing beyond the calendar", () => {
  expect(projectedCrossing("60", "100", november, november.from)).toBeNull();
  expect(
    projectedCrossing("0.000001", "99999999999999999999", november, at("2026-11-02T00:00:00Z")),
  ).toBeNull();
});

it("projects a period's total", () => {
  expect(projectedTotal("60", november, at("2026-11-11T00:00:00Z"))).toBe("180");
  // 10 × 30 ÷ 7 = 42.857142857…
  expect(projectedTotal("10", november, at("2026-11-08T00:00:00Z"))).toBe("42.857143");
  expect(projectedTotal("10", november, november.from)).toBe("10");
  expect(projectedTotal("10", november, at("2027-01-01T00:00:00Z"))).toBe("10");
});

it("forecasts nothing in the first tenth of a period", () => {
  expect(forecastTotal("60", november, at("2026-11-03T23:59:59Z"))).toBeNull();
  expect(forecastTotal("60", november, at("2026-11-04T00:00:00Z"))).toBe("600");
});

const claims = [
  { id: "a", quantity: "10" },
  { id: "b", quantity: "5" },
  { id: "c", quantity: "2.5" },
];

it.each([
  ["0", ["a", "b", "c"], [], null],
  ["-3", ["a", "b", "c"], [], null],
  ["10", ["b", "c"], ["a"], null],
  // 12 settles a, and 2 of b's 5.
  ["12", ["b", "c"], ["a"], { id: "b", quantity: "3" }],
  ["17.5", [], ["a", "b", "c"], null],
  ["100", [], ["a", "b", "c"], null],
])("usage that grew by %s settles the oldest claims", (growth, left, gone, shrunk) => {
  const settled = settleClaims(claims, growth);
  expect(settled.left.map(({ id }) => id)).toEqual(left);
  expect(settled.gone).toEqual(gone);
  expect(settled.shrunk).toEqual(shrunk);
});
