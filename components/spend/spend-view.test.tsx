// What the first question fetches is there before the tests, or the first of them would wait for it.
import "@/lib/contracts/advice";
import "@/lib/contracts/spend-changes";
import "@/lib/contracts/spend-lines";
import "@/lib/contracts/spend-series";
import "@/lib/contracts/statements";

import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { renderInView } from "@/components/filters/view-fixture";
import type { SpendLines } from "@/lib/contracts/spend-lines";
import type { SpendSeriesResult } from "@/lib/contracts/spend-series";
import { AdviceCard } from "./advice-card";
import { sumRows, tellingLines } from "./prepare/spend-lines";
import { spendSeriesOf } from "./prepare/spend-series";
import { SpendLinesTable } from "./spend-lines-table";
import { SpendSummary } from "./spend-summary";
import { StatementsCard } from "./statements-card";
import { WhatChanged } from "./what-changed";

vi.setConfig({ testTimeout: 20_000 });

const INSTANTS = { from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" };
const NOW = "2026-11-22T14:03:22.000Z";
const meta = { ...INSTANTS, timezone: "UTC", as_of: NOW, complete_until: NOW, currency: "USD" };
const line: SpendLines["lines"][number] = {
  ...{ kind: "usage", usage_type: "api", label: "API requests", unit: "request", currency: "USD" },
  ...{ quantity: "150", billable_quantity: "150", amount: "125", corrects: null },
  price: {
    ...{ usage_type: "api", currency: "USD", model: "graduated", valid_from: INSTANTS.from, per: "1" },
    ...{ included: "0", minimum_amount: null, maximum_amount: null, charge_zero: true },
    tiers: [
      { up_to: "100", unit_amount: "1", flat_amount: "0" },
      { up_to: null, unit_amount: "0.5", flat_amount: "0" },
    ],
  },
  tiers: [
    { from: "0", to: "100", quantity: "100", unit_amount: "1", flat_amount: "0", amount: "100" },
    { from: "100", to: null, quantity: "50", unit_amount: "0.5", flat_amount: "0", amount: "25" },
  ],
  segment_start: INSTANTS.from,
  segment_end: INSTANTS.to,
};
const idle = { ...line, usage_type: "database", label: "Database queries", quantity: "0", amount: "0" };
const block = {
  ...{ lines: [line, idle], subtotal: "125", minimum_adjustment: "0", maximum_adjustment: "0" },
  ...{ discounts: "12.5", credits: "0", total: "112.5", currency: "USD" },
  applied: [{ id: "a", kind: "discount" as const, reason: "Partner", amount: "12.5" }],
};
const totals = {
  ...{ currency: "USD", previous_amount: "100", current_amount: "125", difference: "25" },
  ...{ volume: "30", price: "0", mix: "-5" },
};
const FORECAST_METER = {
  ...{ usage_type: "api", label: "API requests", unit: "request", quantity: "1", projected_quantity: "2" },
  ...{ amount: "1", projected_amount: "2", method: "linear" },
};
const ANSWERS: Record<string, unknown> = {
  "/api/billing/spend/forecast": {
    ...{ spent: "125", projected_total: "170.45", low: "150", high: "190", projected_due: "160" },
    ...{ method: "linear", currency: "USD", meters: [FORECAST_METER], meta },
    ...{ period_start: INSTANTS.from, period_end: INSTANTS.to },
  },
  "/api/billing/spend/changes": {
    changes: [
      {
        ...{ usage_type: "api", label: "API requests", unit: "request", ...totals },
        ...{ previous_quantity: "100", current_quantity: "150" },
      },
    ],
    totals: [totals],
    meta: { ...meta, compare: { from: "2026-10-10T00:00:00.000Z", to: "2026-11-01T00:00:00.000Z" } },
  },
  "/api/billing/budgets": {
    budgets: [
      {
        ...{ period: "billing_period", amount: "500", currency: "USD", used: "125", ratio: "0.25" },
        ...{ status: "ok", projected_crossing: null },
        ...{ period_start: INSTANTS.from, period_end: INSTANTS.to },
      },
    ],
    first_crossing: {
      ...{ kind: "quota", usage_type: "api", period: "billing_period", at: "2026-11-28T00:00:00.000Z" },
    },
  },
  "/api/billing/advice": {
    periods: ["08", "09", "10"].map((month, at) => ({
      period_start: `2026-${month}-01T00:00:00.000Z`,
      period_end: `2026-${["09", "10", "11"][at]}-01T00:00:00.000Z`,
    })),
    ...{ current_plan: "free", cheapest_plan: "starter", saving: "100" },
    plans: [
      {
        ...{ plan: "starter", name: "Starter", current: false, total: "250", difference: "-100" },
        totals: ["70", "80", "100"],
        lines: [
          {
            ...{ usage_type: "compute", label: "Compute", unit: "request", amount: "70" },
            ...{ quantities: ["1000", "2000", "4000"], amounts: ["10", "20", "40"] },
          },
        ],
      },
      {
        ...{ plan: "free", name: "Free", current: true, total: "350", difference: "0", lines: [] },
        totals: ["50", "100", "200"],
      },
    ],
    idle_meters: [{ usage_type: "database", label: "Database queries", built_in: true }],
    top_growth: [
      {
        ...{ usage_type: "compute", label: "Compute", unit: "second", previous: "2000", last: "4000" },
        ...{ change: "2000", percent_change: "100" },
      },
    ],
    meta,
  },
  "/api/billing/statements": {
    statements: [
      {
        ...{ id: "3", number: 3, reference: "acme-0003", closed_at: NOW, currency: "USD", total: "99.5" },
        ...{ period_start: "2026-10-01T00:00:00.000Z", period_end: "2026-11-01T00:00:00.000Z" },
      },
    ],
    pagination: { page: 1, limit: 12, total_items: 1, total_pages: 1, next_cursor: null },
  },
};

function answer(): void {
  vi.stubGlobal("fetch", async (address: string) => Response.json(ANSWERS[address.split("?")[0] ?? ""]));
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("says what was spent, what it will come to, and how that compares", async () => {
  answer();
  renderInView(<SpendSummary />);
  expect((await screen.findByTestId("spent")).textContent).toBe("$125.00");
  screen.getByText("$170.45");
  screen.getByText("$150.00 to $190.00, at the pace so far");
  await waitFor(() => screen.getByText("$100.00"));
  screen.getByText(/up 25.* against 10 – 31 Oct/);
});

it("says how the budget stands, what it leads to, and which limit comes first", async () => {
  answer();
  renderInView(<SpendSummary />);
  // 125 of 500 are a quarter; 170.45 would be 34.09 percent.
  await screen.findByText("Budget: $125.00 of $500.00 this billing period, 25 %, on pace for 34 %");
  screen.getByText(/Whichever first: the quota of API requests is reached in .* about 28.Nov/);
});

it("names the cheapest plan with its calculation, what grows and what is idle", async () => {
  answer();
  renderInView(<AdviceCard />);
  await screen.findByText("Starter would have cost $100.00 less than Free over the last 3 periods");
  const told = screen.getAllByRole("row", { name: /^Starter/ }).map((row) => row.textContent);
  expect(told).toEqual(["Starter $70.00$80.00$100.00$250.00-$100.00"]);
  screen.getByText("How Starter is computed");
  screen.getByText(/^for 1K/);
  screen.getByText("Database queries");
  screen.getByText("+100.0 %");
});

it("tells the largest changes with their parts", async () => {
  answer();
  renderInView(<WhatChanged />);
  const change = await screen.findByRole("listitem");
  expect(change.textContent).toBe(
    "API requests +$25.00+$30.00 by volume, -$5.00 by mix of tiers and fixed amounts",
  );
});

it("leads to the statements", async () => {
  answer();
  renderInView(<StatementsCard />);
  const link = await screen.findByRole("link", { name: "acme-0003" });
  expect(link.getAttribute("href")).toBe("/statements/3");
  screen.getByText("$99.50");
});

it("shows lines with their tiers, and the sums as they add up", () => {
  const period = { period_start: INSTANTS.from, period_end: INSTANTS.to };
  render(<SpendLinesTable block={block} timezone="UTC" period={period} />);
  const rows = screen
    .getAllByRole("row")
    .map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent.replace(/\s/g, " ")));
  expect(rows.map((cells) => [cells[0], cells.at(-1)])).toEqual([
    ["Meter", "Amount"],
    [
      "API requests2 graduated tiers, first $1.00 per request150 requests2 of 2tiers of API requests",
      "$125.00",
    ],
    ["0 to 100 requests$1.00 per request", "$100.00"],
    ["Above 100 requests (reached)$0.50 per request", "$25.00"],
    ["Subtotal", "$125.00"],
    ["Discount: Partner", "-$12.50"],
    ["Total", "$112.50"],
  ]);
});

it("leaves out what neither cost nor was used, and keeps currencies apart", () => {
  expect(tellingLines(block.lines)).toEqual([line]);
  expect(sumRows(block).map(({ amount }) => amount)).toEqual(["125", "-12.5", "112.5"]);
  const result = (currency: string): SpendSeriesResult => ({
    ...{ id: 1, key: currency, label: "Web (web)::API requests", breakdown_type: "multiple" },
    ...{ breakdown_value: ["api", "web"], usage_type: "api", unit: currency, currency },
    ...{ dates: ["2026-11-01"], data: [1], data_exact: ["1"], total: "1", event_counts: [1] },
    compare_label: "current",
  });
  const series = spendSeriesOf([result("USD"), result("JPY")], "JPY");
  expect(series.map(({ key, label }) => [key, label])).toEqual([["JPY", "Web (web) · API requests"]]);
});
