import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { alertRuleCreate, alertRulePreview } from "@/lib/contracts/alert-rules";
import { budgetsPut } from "@/lib/contracts/budgets";
import { createAlertRule } from "@/lib/services/alerts/create-alert-rule";
import { findAlert } from "@/lib/services/alerts/find-alert";
import { listAlertRules } from "@/lib/services/alerts/list-alert-rules";
import { previewAlertRule } from "@/lib/services/alerts/preview-alert-rule";
import { listBudgets } from "@/lib/services/budgets/list-budgets";
import { putBudgets } from "@/lib/services/budgets/put-budgets";
import { putQuotas } from "@/lib/services/quotas/put-quotas";
import { fired, listed, setQuota } from "@/lib/testing/alerts";
import { useDatabase } from "@/lib/testing/database";
import { makeContext, makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";

const database = useDatabase();

function never(): never {
  throw new Error("The endpoint has a body.");
}
const put = async (context: Context, body: unknown) =>
  budgetsPut.response.parse(await putBudgets(context, { body: budgetsPut.body?.parse(body) ?? never() }));
/** A function invocation costs 0.0002. */
const invoke = (context: Context, time: string, invocations: number | string) =>
  recordFixture(context, [usage(time, "functions", invocations)]);
/** Without the plan's quota, which would fire beside the budget. */
const unlimited = (context: Context) =>
  putQuotas(context, { body: [{ usage_type: "functions", limit: null, period: "month", hard: false }] });

it("counts what is spent in the organization's currency, and tells which limit is reached first", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { now: new Date("2026-11-11T00:00:00Z") });
    await invoke(acme, "2026-11-05T10:00:00Z", 40_000);
    const { budgets, first_crossing } = await put(acme, [
      { period: "month", amount: "10" },
      { period: "day", amount: 0 },
    ]);
    // 40,000 × 0.0002 = 8 in 10 of 30 days: 10 after 12.5 days.
    expect(budgets).toMatchObject([
      { period: "day", amount: "0", used: "0", ratio: null, status: "ok", projected_crossing: null },
      {
        ...{ period: "month", amount: "10", currency: "USD", used: "8", ratio: "0.8", status: "warning" },
        projected_crossing: "2026-11-13T12:00:00.000Z",
      },
    ]);
    expect(first_crossing).toEqual({
      kind: "budget",
      usage_type: null,
      period: "month",
      at: "2026-11-13T12:00:00.000Z",
    });
    // 9 in 10 days: 10 after 11 1/9 days, before the budget.
    await recordFixture(acme, [usage("2026-11-05T10:00:00Z", "file_uploads", 9)]);
    await recordFixture(acme, [usage("2026-11-05T10:00:00Z", "api", 9)]);
    await setQuota(acme, "10");
    expect((await listBudgets(acme)).first_crossing).toMatchObject({ kind: "quota", usage_type: "api" });
    expect((await put(acme, [{ period: "month", amount: null }])).budgets).toMatchObject([{ period: "day" }]);
  }));

it("refuses a period twice, and what is no amount", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const twice = [
      { period: "month", amount: "1" },
      { period: "month", amount: "2" },
    ];
    await expect(put(acme, twice)).rejects.toMatchObject({ field: "1.period" });
    for (const amount of ["-1", "1e3", "lots", undefined])
      expect(budgetsPut.body?.safeParse([{ amount }]).success).toBe(false);
    expect((await listBudgets(await makeOrganization(db))).budgets).toEqual([]);
  }));

it("a budget and a spend rule fire once, and only those who may see spend see it", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await unlimited(acme);
    await put(acme, [{ period: "month", amount: "10" }]);
    const body = alertRuleCreate.body?.parse({
      name: "Dear day",
      kind: "spend",
      period: "day",
      thresholds: ["5"],
    });
    const rule = await createAlertRule(acme, { body: body ?? never() });
    await invoke(acme, "2026-11-20T10:00:00Z", "24997.5");
    // 24,997.5 × 0.0002 = 4.9995 rounds to 5.00: the amount of the line, as it will be billed.
    expect(await fired(acme)).toEqual([`${rule.id} 5`]);
    await invoke(acme, "2026-11-19T10:00:00Z", 25_000);
    expect(await fired(acme)).toEqual(["budget-month 75", "budget-month 90", "budget-month 100"]);
    expect(await fired(acme)).toEqual([]);
    const { alerts } = await listed(acme);
    expect(alerts).toHaveLength(4);
    expect(alerts.find(({ notified, rule_id }) => notified && rule_id === "budget-month")).toMatchObject({
      ...{ usage_type: null, unit: "USD", level: "exceeded", base: "10", value_at_crossing: "10" },
      summary: "Spend: 10 USD of 10 in this month, at or above 100 %",
      link: "/spend?start=2026-11-01&end=2026-11-30",
    });
    const member = makeContext(acme, { role: "member" });
    expect((await listed(member)).alerts).toEqual([]);
    await expect(findAlert(member, alerts[0]?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
    const rules = async (context: Context) =>
      (await listAlertRules(context, { page: 1, limit: 200 })).alert_rules.map(({ id }) => id);
    expect(await rules(makeContext(acme, { role: "finance" }))).toEqual(
      expect.arrayContaining(["budget-month", rule.id]),
    );
    expect(await rules(member)).not.toEqual(expect.arrayContaining(["budget-month"]));
    expect((await listed(makeContext(acme, { role: "finance" }))).alerts).toHaveLength(4);
  }));

it("tells when a budget would have been crossed, day by day", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await unlimited(acme);
    await put(acme, [{ period: "month", amount: "10" }]);
    for (const day of ["2026-10-05", "2026-10-07", "2026-11-20"])
      await invoke(acme, `${day}T10:00:00Z`, 40_000);
    const preview = async (context: Context, asked: unknown) =>
      alertRulePreview.response.parse(
        await previewAlertRule(context, { body: alertRulePreview.body?.parse(asked) ?? never() }),
      );
    // 8 on each day: 8 and 16 in October, 8 in November so far.
    const { moments } = await preview(acme, { kind: "quota_share", limit_of: "budget" });
    expect(moments.map(({ at, threshold, value }) => [at.slice(0, 10), threshold, value])).toEqual([
      ["2026-10-06", "75", "8"],
      ["2026-10-08", "90", "16"],
      ["2026-10-08", "100", "16"],
      ["2026-11-20", "75", "8"],
    ]);
    const spend = await preview(acme, { kind: "spend", period: "day", thresholds: ["8"], days: 60 });
    expect(spend.fired).toBe(3);
    await expect(
      preview(makeContext(acme, { role: "member" }), { kind: "spend", thresholds: ["8"] }),
    ).rejects.toMatchObject({ code: "forbidden" });
  }));
