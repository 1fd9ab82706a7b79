import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { alertRuleCreate, alertRulePreview } from "@/lib/contracts/alert-rules";
import { createAlertRule } from "@/lib/services/alerts/create-alert-rule";
import { previewAlertRule } from "@/lib/services/alerts/preview-alert-rule";
import { fired, hoursLater, listed, setQuota, use } from "@/lib/testing/alerts";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

function never(): never {
  throw new Error("The endpoint has a body.");
}
const makeRule = (context: Context, body: unknown) =>
  createAlertRule(context, { body: alertRuleCreate.body?.parse(body) ?? never() });
const preview = (context: Context, body: unknown) =>
  previewAlertRule(context, { body: alertRulePreview.body?.parse(body) ?? never() });

it("watches the pace against the quota while there is too little history", () =>
  database.inTransaction(async (db) => {
    // Ten of thirty days are over.
    const acme = await makeOrganization(db, { now: new Date("2026-11-11T00:00:00Z") });
    await setQuota(acme, "100");
    const rule = await makeRule(acme, { name: "Pace", kind: "forecast", usage_type: "api" });
    await use(acme, 33);
    expect(await fired(acme)).toEqual([]);
    await use(acme, 1);
    // 34 × 3 = 102
    expect(await fired(acme)).toEqual([`${rule.id} 100`]);
    expect((await listed(acme)).alerts).toMatchObject([
      { level: "warning", value_at_crossing: "102", base: "100" },
    ]);
  }));

it("watches the forecast from the first day, where there is a history", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { now: new Date("2026-11-02T00:00:00Z") });
    await setQuota(acme, "250");
    for (let day = 0; day < 60; day += 1) await use(hoursLater(acme, -24 * day), 10);
    const rule = { name: "Ahead", kind: "forecast", usage_type: "api" };
    const { id } = await makeRule(acme, rule);
    expect(await fired(acme)).toEqual([`${id} 100`]);
    const [alert] = (await listed(acme)).alerts;
    // 30 days of 10.
    expect(Number(alert?.value_at_crossing)).toBeCloseTo(300, 0);
    // So had October, by what was known on its second day.
    const { moments, series } = await preview(acme, { ...rule, days: 40 });
    expect(moments.map(({ at, period_start }) => [at, period_start.slice(0, 10)])).toEqual([
      ["2026-10-02T00:00:00.000Z", "2026-10-01"],
      ["2026-11-02T00:00:00.000Z", "2026-11-01"],
    ]);
    expect(moments[1]?.value).toBe(alert?.value_at_crossing);
    expect(series).toMatchObject([{ usage_type: "api", unit: "request", period: "month" }]);
    expect(series[0]?.limits[0]?.values.every((value) => value === "250")).toBe(true);
  }));

it("goes through the past of a day's quota by its hours", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { now: new Date("2026-11-20T00:00:00Z") });
    await setQuota(acme, "20", "day");
    // Ten in the morning and five at night of each day, and twelve more on one morning.
    for (let day = 1; day <= 40; day += 1) {
      await use(hoursLater(acme, -24 * day + 9), 10);
      await use(hoursLater(acme, -24 * day + 21), 5);
    }
    await use(hoursLater(acme, -24 * 2 + 9), 12);
    const { moments, series } = await preview(acme, { kind: "forecast", usage_type: "api", days: 5 });
    // At six in the morning nothing of it could be known.
    expect(moments).toMatchObject([{ at: "2026-11-18T12:00:00.000Z", period: "day", threshold: "100" }]);
    expect(Number(moments[0]?.value)).toBeCloseTo(27, 0);
    expect(series[0]?.dates).toHaveLength(5);
    // What is forecast at the end of a day is what the day came to.
    expect(series[0]?.values).toEqual(["15", "15", "15", "27", "15"]);
  }));
