// What the first question fetches is there before the tests, or the first of them would wait for it.
import "@/components/alerts/quota-dialog";
import "@/components/alerts/rule-dialog";
import "@/components/ui/dialog-body";
import "@/components/ui/select-body";
import "@/lib/api/ask";
import "@/lib/contracts/alert-destinations";
import "@/lib/contracts/alert-rules";
import "@/lib/contracts/alerts";
import "@/lib/contracts/budgets";
import "@/lib/contracts/quotas";

import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, vi } from "vitest";
import type { AlertRuleAnswer } from "@/lib/contracts/alert-rules";
import type { AlertAnswer } from "@/lib/contracts/alerts";
import type { QuotaAnswer } from "@/lib/contracts/quotas";
import { makeQueryClient } from "@/lib/queries/query-client";

const PERIOD = { period_start: "2026-11-01T00:00:00.000Z", period_end: "2026-12-01T00:00:00.000Z" };

/** A quota of 1,000 API requests per month, 620 of them used, unless told. */
export const makeQuota = (changed: Partial<QuotaAnswer> = {}): QuotaAnswer => ({
  ...{ usage_type: "api", display_name: "API requests", unit: "request", limit: "1000", period: "month" },
  ...{ hard: false, source: "own", used: "620", ratio: "0.62", status: "ok", projected_crossing: null },
  ...PERIOD,
  ...changed,
});

/** An alert at 100 % of that quota, told to people, unless told. */
export const makeAlert = (changed: Partial<AlertAnswer> = {}): AlertAnswer => ({
  ...{ id: "5f0c1a52-7f3e-4c55-9d0b-6a1f2e3b4c5d", level: "exceeded", rule_id: "quota-api-month" },
  ...{ rule_name: "Quota: API requests per month", kind: "quota_share", usage_type: "api", team_id: null },
  ...{ unit: "request", threshold: "100", base: "1000", value_at_crossing: "1000", value_now: "1031" },
  ...{ period: "month", ...PERIOD, triggered_at: "2026-11-20T12:00:00.000Z", recovered_at: null },
  ...{ recrossed_at: null, acknowledged_at: null, acknowledged_by: null, notified: true, read: false },
  summary: "API requests: 1,000 requests of 1,000 in this month, at or above 100 %",
  link: "/usage?start=2026-11-01&end=2026-11-30&type=api",
  deliveries: [],
  ...changed,
});

export const makeRule = (changed: Partial<AlertRuleAnswer> = {}): AlertRuleAnswer => ({
  ...{ id: "quota-api-month", name: "Quota: API requests per month", kind: "quota_share", limit_of: "quota" },
  ...{ usage_type: "api", team_id: null, period: "month", thresholds: ["75", "90", "100"] },
  ...{ channels: ["in_app", "log"], enabled: true, built_in: true, created_at: null },
  ...changed,
});

const page = (total_items: number) => ({
  pagination: { page: 1, limit: 50, total_items, total_pages: 1, next_cursor: null },
});
export const alertsAnswer = (...alerts: AlertAnswer[]) => ({
  ...{ alerts, unread: alerts.filter(({ read }) => !read).length },
  ...page(alerts.length),
});
export const rulesAnswer = (...alert_rules: AlertRuleAnswer[]) => ({
  alert_rules,
  ...page(alert_rules.length),
});

export function renderAlerts(content: ReactNode) {
  return render(<QueryClientProvider client={makeQueryClient()}>{content}</QueryClientProvider>);
}

/** Numbers and dates hold spaces that do not break. */
export const said = (element: HTMLElement) => element.textContent?.replaceAll("\u00a0", " ");

type Asked = { method: string; path: string; body: unknown };

/** Stands in for the server in every test of a file, and keeps what was asked of it. */
export function alertsServer() {
  let asked: Asked[] = [];
  beforeEach(() => {
    asked = [];
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  /** Answers `METHOD path` by a table; everything else is a 500. */
  const answer = (answers: Record<string, unknown>) =>
    vi.stubGlobal("fetch", async (address: string, { method = "GET", body }: RequestInit = {}) => {
      const path = address.split("?")[0]?.replace("/api/billing", "") ?? "";
      asked.push({ method, path, body: typeof body === "string" ? JSON.parse(body) : undefined });
      const found = answers[`${method} ${path}`];
      return found === undefined
        ? Response.json({ code: "internal", detail: "The database does not answer." }, { status: 500 })
        : Response.json(found);
    });
  const sent = (method: string) => asked.filter((one) => one.method === method);
  return { answer, sent, count: () => asked.length };
}
