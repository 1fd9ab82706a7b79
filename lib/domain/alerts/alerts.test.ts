import { describe, expect, it } from "vitest";
import { thresholdValue } from "@/lib/domain/alerts/back-test";
import { alertChanges, placeOf, type RecordedAlert } from "@/lib/domain/alerts/changes";
import { crossedThresholds, isCrossed, type Observation, thresholdLevel } from "@/lib/domain/alerts/crossing";
import { type AlertRule, builtInQuotaRule, joinRules, risingThresholds } from "@/lib/domain/alerts/rule";
import { DEFAULT_THRESHOLDS } from "@/lib/domain/quota/status";

const RULE = builtInQuotaRule({ usageType: "api", period: "month" }, "API requests", DEFAULT_THRESHOLDS);
const FROM = new Date("2026-11-01T00:00:00Z");
const NOW = new Date("2026-11-20T12:00:00Z");
const BEFORE = new Date("2026-11-18T12:00:00Z");

const saw = (value: string, base: string | null = "100", rule: AlertRule = RULE): Observation => ({
  ...{ rule, usageType: "api", unit: "request", period: "month", value, base },
  ...{ from: FROM, to: new Date("2026-12-01T00:00:00Z") },
});
const alert = (threshold: string, changed: Partial<RecordedAlert> = {}): RecordedAlert => ({
  ...{ id: `alert-${threshold}`, ruleId: RULE.id, usageType: "api", period: "month", periodStart: FROM },
  ...{ threshold, valueNow: "95", recoveredAt: null, recrossedAt: null, ...changed },
});

describe("isCrossed", () => {
  it.each([
    ["quota_share", "74.99", "100", "75", false],
    ["quota_share", "75", "100", "75", true],
    ["quota_share", "75", null, "75", false],
    ["quota_share", "0", "0", "75", false],
    ["quota_share", "0.1", "0", "100", true],
    ["forecast", "120", "100", "100", true],
    ["usage", "99.999", null, "100", false],
    ["usage", "100", null, "100", true],
    ["spend", "12.5", null, "12.50", true],
    // 50 % above 80 is 120.
    ["rise", "119.99", "80", "50", false],
    ["rise", "120", "80", "50", true],
    ["rise", "120", "0", "50", false],
    ["rise", "120", null, "50", false],
    ["anomaly", "3.5", null, "3.5", true],
  ] as const)("%s: %s of %s against %s is %s", (kind, value, base, threshold, crossed) => {
    expect(isCrossed({ kind }, { value, base }, threshold)).toBe(crossed);
  });
});

it("several thresholds are crossed at once", () => {
  expect(crossedThresholds(saw("95"))).toEqual(["75", "90"]);
  expect(crossedThresholds(saw("5", "0"))).toEqual(["75", "90", "100"]);
});

it.each([
  [
    "quota_share",
    ["50", "75", "90", "100", "120"],
    ["warning", "warning", "critical", "exceeded", "exceeded"],
  ],
  ["usage", ["5"], ["exceeded"]],
  ["spend", ["5", "10"], ["critical", "exceeded"]],
  ["rise", ["5", "10", "20", "40"], ["warning", "warning", "critical", "exceeded"]],
  ["forecast", ["90", "100"], ["warning", "warning"]],
] as const)("the levels of %s at %j", (kind, thresholds, levels) => {
  const found = thresholds.map((one) => thresholdLevel({ kind, thresholds }, one, DEFAULT_THRESHOLDS));
  expect(found).toEqual(levels);
});

it("records every threshold that is crossed for the first time in its period", () => {
  const { crossed, updates } = alertChanges([saw("95")], [alert("75")], NOW);
  expect(crossed.map(({ threshold }) => threshold)).toEqual(["90"]);
  expect(updates).toEqual([]);
  const another = alert("75", { periodStart: new Date("2026-10-01T00:00:00Z") });
  expect(alertChanges([saw("95")], [another], NOW).crossed).toHaveLength(2);
});

it("notes the recovery, and the crossing again, on the alert that is there", () => {
  const recovered = alertChanges([saw("60")], [alert("75")], NOW);
  expect(recovered).toEqual({
    crossed: [],
    updates: [{ id: "alert-75", valueNow: "60", recoveredAt: NOW, recrossedAt: null }],
  });
  const down = alert("75", { valueNow: "60", recoveredAt: BEFORE });
  expect(alertChanges([saw("60")], [down], NOW).updates).toEqual([]);
  const again = alertChanges([saw("80")], [down], NOW);
  expect(again).toEqual({
    crossed: [],
    updates: [{ id: "alert-75", valueNow: "80", recoveredAt: BEFORE, recrossedAt: NOW }],
  });
  const up = alert("75", { valueNow: "80", recoveredAt: BEFORE, recrossedAt: BEFORE });
  expect(alertChanges([saw("70")], [up], NOW).updates).toMatchObject([{ recoveredAt: NOW }]);
});

it("keeps the value of an alert up to date, and leaves what it did not look at", () => {
  expect(alertChanges([saw("99")], [alert("75"), alert("90")], NOW).updates).toMatchObject([
    { id: "alert-75", valueNow: "99", recoveredAt: null },
    { id: "alert-90", valueNow: "99" },
  ]);
  expect(alertChanges([], [alert("75")], NOW)).toEqual({ crossed: [], updates: [] });
});

it("an alert stays for a threshold that its rule no longer has", () => {
  const rule = { ...RULE, thresholds: ["80"] };
  const { crossed, updates } = alertChanges([saw("70", "100", rule)], [alert("75")], NOW);
  expect(crossed).toEqual([]);
  expect(updates).toMatchObject([{ id: "alert-75", recoveredAt: NOW }]);
});

it("a place is a rule, a meter and a period", () => {
  expect(placeOf(saw("1"))).toBe(placeOf(alert("75")));
  expect(placeOf(saw("1"))).not.toBe(placeOf(alert("75", { period: "day" })));
});

it("a built-in rule is as the organization left it", () => {
  const muted = { ...RULE, enabled: false, thresholds: ["50"], name: "an old name" };
  const own = { ...RULE, id: "own", builtIn: false };
  const left = { ...RULE, id: "quota-gone-month" };
  expect(joinRules([RULE], [muted, own, left])).toEqual([
    { ...RULE, enabled: false, thresholds: ["50"] },
    own,
  ]);
});

it("thresholds rise, each once", () => {
  expect(risingThresholds(["100", "9", "75", "75.0"])).toEqual(["9", "75", "100"]);
});

describe("thresholdValue", () => {
  it.each([
    ["quota_share", "1000", "90", "900"],
    ["quota_share", "3", "33.3", "0.999"],
    ["forecast", null, "100", null],
    // 50 % above 80.
    ["rise", "80", "50", "120"],
    ["rise", "0", "50", null],
    ["usage", null, "12.5", "12.5"],
    ["spend", null, "100", "100"],
  ] as const)("of %s of %s at %s is %s", (kind, base, threshold, value) => {
    expect(thresholdValue({ kind }, base, threshold)).toBe(value);
  });
});
