import { expect, it } from "vitest";
import { settleClaims } from "@/lib/domain/quota/claims";
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
