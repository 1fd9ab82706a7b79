import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { alertRuleCreate } from "@/lib/contracts/alert-rules";
import { changeAlertRule } from "@/lib/services/alerts/change-alert-rule";
import { createAlertRule } from "@/lib/services/alerts/create-alert-rule";
import { fired, hoursLater, listed, setQuota, use } from "@/lib/testing/alerts";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();
const RULE = "quota-api-month";

const makeRule = (context: Context, body: unknown) => {
  const parsed = alertRuleCreate.body?.parse(body);
  if (!parsed) throw new Error("The endpoint has a body.");
  return createAlertRule(context, { body: parsed });
};

it("several thresholds crossed at once are all recorded, and the highest is told", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "100");
    await use(acme, 74);
    expect(await fired(acme)).toEqual([]);
    await use(acme, 21);
    expect(await fired(acme)).toEqual([`${RULE} 75`, `${RULE} 90`]);
    const { alerts } = await listed(acme);
    expect(alerts).toMatchObject([
      {
        level: "critical",
        threshold: "90",
        base: "100",
        value_at_crossing: "95",
        value_now: "95",
        notified: true,
      },
      {
        level: "warning",
        threshold: "75",
        base: "100",
        value_at_crossing: "95",
        notified: false,
        deliveries: [],
      },
    ]);
    expect(alerts[0]).toMatchObject({
      ...{ rule_id: RULE, usage_type: "api", kind: "quota_share", period: "month", unit: "request" },
      ...{
        period_start: "2026-11-01T00:00:00.000Z",
        triggered_at: acme.now.toISOString(),
        recovered_at: null,
      },
      summary: "API requests: 95 requests of 100 in this month, at or above 90 %",
      link: "/usage?start=2026-11-01&end=2026-11-30&type=api",
    });
    expect(alerts[0]?.deliveries.map(({ channel, state }) => [channel, state])).toEqual([
      ["in_app", "delivered"],
      ["log", "pending"],
    ]);
  }));

it("never fires again for the same threshold and period", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "100");
    await use(acme, 80);
    expect(await fired(acme)).toEqual([`${RULE} 75`]);
    expect(await fired(acme)).toEqual([]);
    await use(acme, 20);
    expect(await fired(hoursLater(acme, 1))).toEqual([`${RULE} 90`, `${RULE} 100`]);
    expect(await fired(hoursLater(acme, 2))).toEqual([]);
    expect((await listed(acme)).alerts.map(({ level, notified }) => [level, notified])).toEqual([
      ["exceeded", true],
      ["critical", false],
      ["warning", true],
    ]);
    // The next month is another period.
    const december = hoursLater(acme, 24 * 12);
    expect(await fired(december)).toEqual([]);
    await use(december, 100);
    expect(await fired(december)).toHaveLength(3);
  }));

it("compares exactly: 99.5 % is not exceeded", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "1000");
    await use(acme, "995");
    expect(await fired(acme)).toEqual([`${RULE} 75`, `${RULE} 90`]);
    await use(acme, "4.999999");
    expect(await fired(acme)).toEqual([]);
    await use(acme, "0.000001");
    expect(await fired(acme)).toEqual([`${RULE} 100`]);
  }));

it("a quota of 0 fires with the first use, and an unlimited one never", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "0");
    expect(await fired(acme)).toEqual([]);
    await use(acme, "0.000001");
    expect(await fired(acme)).toEqual([`${RULE} 75`, `${RULE} 90`, `${RULE} 100`]);
    expect((await listed(acme)).alerts.filter(({ notified }) => notified)).toMatchObject([
      { level: "exceeded" },
    ]);
    const globex = await makeOrganization(db);
    await setQuota(globex, null);
    await use(globex, 1_000_000);
    expect(await fired(globex)).toEqual([]);
  }));

it("going back and crossing again are two moments of one alert", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "100");
    await use(acme, 80);
    expect(await fired(acme)).toEqual([`${RULE} 75`]);
    await use(acme, -10);
    const back = hoursLater(acme, 1);
    expect(await fired(back)).toEqual([]);
    expect((await listed(back)).alerts).toMatchObject([
      { value_at_crossing: "80", value_now: "70", recovered_at: back.now.toISOString(), recrossed_at: null },
    ]);
    await use(acme, 6);
    const again = hoursLater(acme, 2);
    expect(await fired(again)).toEqual([]);
    expect((await listed(again)).alerts).toMatchObject([
      { value_now: "76", recovered_at: back.now.toISOString(), recrossed_at: again.now.toISOString() },
    ]);
    // A raised quota is a recovery too.
    await setQuota(acme, "1000");
    const raised = hoursLater(acme, 3);
    expect(await fired(raised)).toEqual([]);
    expect((await listed(raised)).alerts).toMatchObject([{ recovered_at: raised.now.toISOString() }]);
  }));

it("a muted rule sees nothing, and a changed one fires at its own thresholds", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "100");
    await use(acme, 95);
    await changeAlertRule(acme, { id: RULE, body: { enabled: false } });
    expect(await fired(acme)).toEqual([]);
    await changeAlertRule(acme, { id: RULE, body: { enabled: true, thresholds: ["50.5"], channels: [] } });
    expect(await fired(acme)).toEqual([`${RULE} 50.5`]);
    expect((await listed(acme)).alerts).toMatchObject([{ level: "warning", deliveries: [] }]);
    // A lower threshold than what was told before is recorded, and told to nobody.
    await changeAlertRule(acme, { id: RULE, body: { thresholds: ["40"], channels: ["log"] } });
    expect(await fired(acme)).toEqual([`${RULE} 40`]);
    expect((await listed(acme)).alerts).toMatchObject([
      { threshold: "50.5" },
      { threshold: "40", notified: false },
    ]);
  }));

it("watches an absolute value, of one team where asked", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const rule = { kind: "usage", usage_type: "api", period: "day", thresholds: ["10", "20"] };
    const all = await makeRule(acme, { ...rule, name: "Busy day" });
    const web = await makeRule(acme, { ...rule, name: "Busy web", team_id: "web" });
    await use(acme, 15, { team_id: "app" });
    expect(await fired(acme)).toEqual([`${all.id} 10`]);
    await use(acme, 10, { team_id: "web" });
    expect(new Set(await fired(acme))).toEqual(new Set([`${all.id} 20`, `${web.id} 10`]));
    const { alerts } = await listed(acme, { level: "exceeded" });
    expect(alerts).toMatchObject([{ rule_name: "Busy day", value_at_crossing: "25", base: null }]);
  }));

it("watches a rise above the whole period before", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const rule = await makeRule(acme, {
      ...{ name: "Rise", kind: "rise", usage_type: "api", period: "day", thresholds: ["50"] },
    });
    // Nothing the day before: nothing to rise against.
    await use(acme, 119);
    expect(await fired(acme)).toEqual([]);
    await use(hoursLater(acme, -24), 80);
    expect(await fired(acme)).toEqual([]);
    await use(acme, 1);
    expect(await fired(acme)).toEqual([`${rule.id} 50`]);
    expect((await listed(acme)).alerts).toMatchObject([
      {
        base: "80",
        value_at_crossing: "120",
        summary: expect.stringContaining("50 % above the 80 of the one before"),
      },
    ]);
  }));

it("watches for an unusual day, when it is over", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, null);
    const rule = await makeRule(acme, { name: "Odd", kind: "anomaly", usage_type: "api" });
    for (let day = 1; day <= 60; day += 1) await use(hoursLater(acme, -24 * day), 100 + (day % 3));
    expect(await fired(acme)).toEqual([]);
    await use(hoursLater(acme, -24), 900);
    expect(await fired(acme)).toEqual([`${rule.id} 3.5`]);
    expect(await fired(acme)).toEqual([]);
    const { alerts } = await listed(acme);
    expect(alerts).toMatchObject([
      { level: "warning", period: "day", period_start: "2026-11-19T00:00:00.000Z" },
    ]);
    expect(alerts[0]?.summary).toMatch(
      /^API requests: an unusual day with the score [\d,.]+ where 3.5 is the threshold$/,
    );
  }));

it("an own rule for every quota fires for each of them", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "100", "month");
    await setQuota(acme, "50", "day");
    const rule = await makeRule(acme, { name: "Half", kind: "quota_share", thresholds: ["50"] });
    await use(acme, 50);
    expect(await fired(acme)).toEqual(
      expect.arrayContaining([`${rule.id} 50`, `${rule.id} 50`, "quota-api-day 75", "quota-api-day 100"]),
    );
  }));

it("another organization's usage, quotas and alerts stay apart", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const globex = await makeOrganization(db);
    for (const one of [acme, globex]) await setQuota(one, "100");
    await use(globex, 100);
    expect(await fired(acme)).toEqual([]);
    expect(await fired(globex)).toHaveLength(3);
    expect((await listed(acme)).alerts).toEqual([]);
  }));
