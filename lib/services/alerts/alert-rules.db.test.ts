import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import {
  type AlertRulePreviewInput,
  alertRuleCreate,
  alertRulePreview,
  alertRules,
} from "@/lib/contracts/alert-rules";
import { changeAlertRule, deleteAlertRule } from "@/lib/services/alerts/change-alert-rule";
import { createAlertRule } from "@/lib/services/alerts/create-alert-rule";
import { listAlertRules } from "@/lib/services/alerts/list-alert-rules";
import { previewAlertRule } from "@/lib/services/alerts/preview-alert-rule";
import { fired, hoursLater, setQuota, use } from "@/lib/testing/alerts";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const rules = async (context: Context) =>
  alertRules.response.parse(await listAlertRules(context, { page: 1, limit: 200 })).alert_rules;

function never(): never {
  throw new Error("The endpoint has a body.");
}
const make = (context: Context, body: unknown) =>
  createAlertRule(context, { body: alertRuleCreate.body?.parse(body) ?? never() });
const preview = async (context: Context, body: unknown) => {
  const input: AlertRulePreviewInput = { body: alertRulePreview.body?.parse(body) ?? never() };
  return alertRulePreview.response.parse(await previewAlertRule(context, input));
};

it("every limited quota has a rule, which is changed and muted, not deleted", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "100");
    const found = await rules(acme);
    // One own quota, and the plan's for the other eight meters.
    expect(found).toHaveLength(9);
    expect(found.find(({ id }) => id === "quota-api-month")).toEqual({
      ...{
        id: "quota-api-month",
        name: "Quota: API requests per month",
        kind: "quota_share",
        limit_of: "quota",
      },
      ...{ usage_type: "api", team_id: null, period: "month", thresholds: ["75", "90", "100"] },
      channels: ["in_app", "log", "email", "slack", "webhook"],
      ...{ enabled: true, built_in: true, created_at: null },
    });
    const changed = await changeAlertRule(acme, {
      id: "quota-api-month",
      body: { enabled: false, thresholds: ["95", "50.50"], channels: ["log"] },
    });
    expect(changed).toMatchObject({ enabled: false, thresholds: ["50.5", "95"], channels: ["log"] });
    expect((await rules(acme)).find(({ id }) => id === "quota-api-month")).toEqual(changed);
    for (const refused of [
      deleteAlertRule(acme, { id: "quota-api-month" }),
      changeAlertRule(acme, { id: "quota-api-month", body: { name: "Mine" } }),
    ])
      await expect(refused).rejects.toMatchObject({ code: "conflict" });
    // An unlimited quota has no rule.
    await setQuota(acme, null);
    expect((await rules(acme)).map(({ id }) => id)).not.toContain("quota-api-month");
  }));

it("makes, changes and deletes rules of its own", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const globex = await makeOrganization(db);
    const body = { name: "Busy", kind: "usage", usage_type: "api", period: "day", thresholds: [20, "10"] };
    const made = await make(acme, { ...body, channels: ["in-app", "webhook"] });
    expect(made).toMatchObject({
      thresholds: ["10", "20"],
      channels: ["in_app", "webhook"],
      enabled: true,
      built_in: false,
    });
    expect((await rules(acme)).at(-1)).toEqual(made);
    await expect(changeAlertRule(globex, { id: made.id, body: { enabled: false } })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(deleteAlertRule(globex, { id: made.id })).rejects.toMatchObject({ code: "not_found" });
    const changed = await changeAlertRule(acme, {
      id: made.id,
      body: { name: "Busier", thresholds: ["30"] },
    });
    expect(changed).toEqual({ ...made, name: "Busier", thresholds: ["30"] });
    await deleteAlertRule(acme, { id: made.id });
    expect((await rules(acme)).map(({ id }) => id)).not.toContain(made.id);
  }));

it("shares and forecasts have thresholds of their own, other kinds need some", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    expect(await make(acme, { name: "All", kind: "quota_share" })).toMatchObject({
      ...{ usage_type: null, limit_of: "quota", thresholds: ["75", "90", "100"] },
    });
    expect(await make(acme, { name: "Pace", kind: "forecast", usage_type: "api" })).toMatchObject({
      thresholds: ["100"],
    });
    const of = (body: object) => make(acme, { name: "x", ...body });
    await expect(of({ kind: "usage", usage_type: "api" })).rejects.toMatchObject({ field: "thresholds" });
    await expect(of({ kind: "usage", thresholds: ["1"] })).rejects.toMatchObject({ field: "usage_type" });
    await expect(of({ kind: "rise", thresholds: ["1"] })).rejects.toMatchObject({ field: "usage_type" });
    await expect(of({ kind: "usage", usage_type: "none", thresholds: ["1"] })).rejects.toMatchObject({
      code: "unknown_usage_type",
    });
    await expect(of({ kind: "spend", usage_type: "api", thresholds: ["1"] })).rejects.toMatchObject({
      field: "usage_type",
    });
    await expect(
      of({ kind: "usage", usage_type: "api", limit_of: "quota", thresholds: ["1"] }),
    ).rejects.toMatchObject({ field: "limit_of" });
  }));

it("tells when a rule would have fired", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { timezone: "Europe/Berlin" });
    await setQuota(acme, "100");
    await recordFixture(acme, [
      // In Berlin September ends at 22:00 UTC of the 30th, October at 23:00 UTC of the 31st.
      usage("2026-09-10T10:10:00Z", "api", 80),
      usage("2026-09-30T21:59:00Z", "api", 10),
      usage("2026-09-30T22:01:00Z", "api", 74),
      usage("2026-10-20T05:30:00Z", "api", 1),
      usage("2026-11-20T11:30:00Z", "api", 100),
    ]);
    const {
      fired: count,
      moments,
      series: [series],
    } = await preview(acme, { kind: "quota_share", usage_type: "api" });
    const said = moments.map(({ at, threshold, value, level }) => [at.slice(0, 16), threshold, value, level]);
    expect(said).toEqual([
      ["2026-09-10T11:00", "75", "80", "warning"],
      ["2026-09-30T22:00", "90", "90", "critical"],
      ["2026-10-20T06:00", "75", "75", "warning"],
      ["2026-11-20T12:00", "75", "100", "warning"],
      ["2026-11-20T12:00", "90", "100", "critical"],
      ["2026-11-20T12:00", "100", "100", "exceeded"],
    ]);
    expect(count).toBe(6);
    // 90 days, and the one that they begin in.
    expect(series).toMatchObject({ usage_type: "api", unit: "request", period: "month" });
    expect(series?.dates).toHaveLength(91);
    const seenOn = (date: string) => series?.values[series.dates.indexOf(date)];
    expect(["2026-09-09", "2026-09-10", "2026-09-30", "2026-10-01", "2026-10-31"].map(seenOn)).toEqual(
      // What came at 21:59 UTC of the 30th is September's, what came at 22:01 October's.
      ["0", "80", "90", "74", "75"],
    );
    expect(series?.limits.map(({ threshold, values }) => [threshold, new Set(values)])).toEqual(
      ["75", "90", "100"].map((threshold) => [threshold, new Set([threshold])]),
    );
    // The period began before the range: what was crossed before it counts for nothing, what was used does.
    const { moments: recent } = await preview(acme, { kind: "quota_share", usage_type: "api", days: 40 });
    expect(recent.map(({ at }) => at.slice(0, 10))).toEqual([
      "2026-10-20",
      "2026-11-20",
      "2026-11-20",
      "2026-11-20",
    ]);
  }));

it("a preview says what the check then does", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await use(hoursLater(acme, -24), 80);
    await use(acme, 120);
    for (const rule of [
      { kind: "usage", usage_type: "api", period: "day", thresholds: ["100", "120", "121"] },
      { kind: "rise", usage_type: "api", period: "day", thresholds: ["40", "50", "51"] },
    ]) {
      const { moments, series } = await preview(acme, { ...rule, days: 1 });
      const [first, today] = [series[0]?.limits[0]?.values, rule.kind === "rise" ? "112" : "100"];
      // 40 % above 80.
      expect(first?.at(-1)).toBe(today);
      const made = await make(acme, { ...rule, name: "Same" });
      expect(await fired(acme)).toEqual(moments.map(({ threshold }) => `${made.id} ${threshold}`));
      expect(moments).toHaveLength(2);
    }
  }));
