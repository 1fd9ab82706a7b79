import { expect, it } from "vitest";
import { days } from "@/components/charts/prepare/fixtures";
import type { BudgetAnswer } from "@/lib/contracts/budgets";
import type { SpendSeriesAnswer } from "@/lib/contracts/spend-series";
import { limitsOf, markWords, momentsOf, reachedLine } from "./chart-marks";

const mark = (at: string, kind: "period" | "price") => ({ at, kind, usage_types: [] });
const budget = (period: BudgetAnswer["period"], amount: string): BudgetAnswer => ({
  ...{ period, amount, currency: "USD", used: "0", ratio: "0", status: "ok", projected_crossing: null },
  ...{ period_start: "2026-11-01T00:00:00.000Z", period_end: "2026-12-01T00:00:00.000Z" },
});

it("puts a mark where its instant lies, and joins a period and its prices", () => {
  const marks = [
    mark("2026-11-02T00:00:00.000Z", "period"),
    mark("2026-11-02T00:00:00.000Z", "price"),
    mark("2026-11-03T12:00:00.000Z", "price"),
    mark("2026-11-09T00:00:00.000Z", "price"),
  ];
  const moments = momentsOf(marks, days(3), "day");
  expect(moments).toEqual([
    { index: 1, label: "New billing period, new prices" },
    { index: 2.5, label: "New prices" },
  ]);
  expect(markWords({ moments, limits: [], line: null }, [])).toEqual([
    "Dotted lines: new billing periods and prices; tiers and included units begin again there",
  ]);
});

it("leaves out the periods where each bucket is one", () => {
  const marks = [mark("2026-11-02T00:00:00.000Z", "period"), mark("2026-11-03T00:00:00.000Z", "price")];
  expect(momentsOf(marks, days(3), "month")).toEqual([{ index: 2, label: "New prices" }]);
});

it("draws the budget of what the picture's heights are", () => {
  const budgets = [budget("billing_period", "500"), budget("day", "20")];
  const labels = (interval: "day" | "week", cumulative: boolean) =>
    limitsOf(budgets, { interval, cumulative }).map(({ label }) => label);
  expect(labels("day", true)).toEqual(["Budget $500.00"]);
  expect(labels("day", false)).toEqual(["Budget $20.00"]);
  expect(labels("week", false)).toEqual([]);
  expect(markWords({ moments: [], limits: [], line: null }, budgets)).toEqual([
    "Budget: $500.00 per billing period",
    "Budget: $20.00 per day",
  ]);
});

it("carries the running total of the earlier range under the present one, of one currency", () => {
  const total = (label: "current" | "previous", currency: string, exact: string) => ({
    ...{ id: 1, key: "[]", label: "Total Spend", breakdown_type: null, breakdown_value: null },
    ...{ usage_type: null, unit: currency, currency, dates: ["2026-11-01"], data: [Number(exact)] },
    ...{ data_exact: [exact], total: exact, event_counts: [1], compare_label: label },
  });
  const answer: Pick<SpendSeriesAnswer, "results"> = {
    results: [
      total("current", "JPY", "900"),
      total("current", "USD", "4.25"),
      total("previous", "USD", "3.5"),
    ],
  };
  expect(reachedLine(answer, "USD")).toMatchObject({ exact: ["4.25"], before: { exact: ["3.5"] } });
  expect(reachedLine(answer, "JPY")).toMatchObject({ exact: ["900"], before: null });
  expect(reachedLine(undefined, "USD")).toBeNull();
});
