import { expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import { alertsCheck } from "@/lib/contracts/alerts";
import { acknowledgeAlert } from "@/lib/services/alerts/acknowledge-alert";
import { checkAfterEvents } from "@/lib/services/alerts/check-after-events";
import { checkAlertsFromRequest } from "@/lib/services/alerts/check-alerts-from-request";
import { checkAllAlerts } from "@/lib/services/alerts/check-all-alerts";
import { readAlerts } from "@/lib/services/alerts/read-alerts";
import { fired, hoursLater, listed, setQuota, use } from "@/lib/testing/alerts";
import { makeUser } from "@/lib/testing/callers";
import { useDatabase } from "@/lib/testing/database";
import { makeContext, makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

async function exceeded(db: Db) {
  const acme = await makeOrganization(db);
  await setQuota(acme, "100");
  await use(acme, 80);
  await fired(acme);
  const later = hoursLater(acme, 24);
  await use(later, 20);
  await fired(later);
  return { acme, later };
}
const levels = ({ alerts }: Awaited<ReturnType<typeof listed>>) => alerts.map(({ level }) => level);

it("is empty where nothing fired", () =>
  database.inTransaction(async (db) => {
    const answer = await listed(await makeOrganization(db));
    expect(answer).toMatchObject({ alerts: [], unread: 0, pagination: { total_items: 0, total_pages: 0 } });
  }));

it("filters by meter, level, range and state, and pages", () =>
  database.inTransaction(async (db) => {
    const { acme, later } = await exceeded(db);
    expect(levels(await listed(later))).toEqual(["exceeded", "critical", "warning"]);
    expect(levels(await listed(later, { level: "critical" }))).toEqual(["critical"]);
    expect(levels(await listed(later, { usage_type: "storage" }))).toEqual([]);
    expect(levels(await listed(later, { usage_type: "api", limit: 2, page: 2 }))).toEqual(["warning"]);
    const day = acme.now.toISOString().slice(0, 10);
    expect(levels(await listed(later, { start_date: day, end_date: day }))).toEqual(["warning"]);
    expect(levels(await listed(later, { current: true }))).toHaveLength(3);
    expect(levels(await listed(hoursLater(later, 24 * 20), { current: true }))).toEqual([]);
    expect((await listed(later, { limit: 2 })).pagination).toMatchObject({ total_items: 3, total_pages: 2 });
  }));

it("tells the value of now, also between checks", () =>
  database.inTransaction(async (db) => {
    const { later } = await exceeded(db);
    await use(later, 7);
    const { alerts } = await listed(later, { level: "exceeded" });
    expect(alerts).toMatchObject([{ value_at_crossing: "100", value_now: "107" }]);
    // A period that is over keeps what was seen last.
    const { alerts: past } = await listed(hoursLater(later, 24 * 20), { level: "exceeded" });
    expect(past).toMatchObject([{ value_now: "100" }]);
  }));

it("rings for everybody until they have seen it", () =>
  database.inTransaction(async (db) => {
    const { later } = await exceeded(db);
    const ada = makeContext(later, { userId: (await makeUser(db)).id });
    const bob = makeContext(later, { userId: (await makeUser(db)).id });
    // The critical one was crossed together with the exceeded one: nobody was told of it.
    expect((await listed(ada)).unread).toBe(2);
    const [first] = (await listed(ada)).alerts;
    expect(await readAlerts(ada, { body: { ids: [first?.id ?? ""] } })).toEqual({ unread: 1 });
    expect((await listed(ada)).alerts.map(({ read }) => read)).toEqual([true, false, false]);
    expect(await readAlerts(ada, { body: {} })).toEqual({ unread: 0 });
    expect(await readAlerts(ada, { body: {} })).toEqual({ unread: 0 });
    expect((await listed(bob)).unread).toBe(2);
    await expect(readAlerts(later, { body: {} })).rejects.toMatchObject({ code: "forbidden" });
  }));

it("the first who acknowledges stays named", () =>
  database.inTransaction(async (db) => {
    const { later } = await exceeded(db);
    const [alert] = (await listed(later)).alerts;
    const id = alert?.id ?? "";
    const ada = makeContext(later, { name: "Ada", role: "admin", userId: (await makeUser(db)).id });
    expect(await acknowledgeAlert(ada, { id })).toMatchObject({
      ...{ acknowledged_by: "Ada", acknowledged_at: later.now.toISOString() },
    });
    const bob = makeContext(hoursLater(later, 1), { name: "Bob", role: "admin" });
    expect(await acknowledgeAlert(bob, { id })).toMatchObject({ acknowledged_by: "Ada" });
    expect((await listed(ada)).unread).toBe(1);
    const globex = await makeOrganization(db);
    await expect(acknowledgeAlert(globex, { id })).rejects.toMatchObject({ code: "not_found" });
  }));

it("a check answers with what is new, of one meter where asked", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await setQuota(acme, "100");
    await use(acme, 95);
    const check = async (usage_type?: string) =>
      alertsCheck.response.parse(
        await checkAlertsFromRequest(acme, { body: usage_type === undefined ? undefined : { usage_type } }),
      );
    expect(await check("storage")).toEqual({ triggered: [] });
    expect((await check("api")).triggered).toMatchObject([
      { threshold: "75" },
      { threshold: "90", notified: true },
    ]);
    expect(await check()).toEqual({ triggered: [] });
    await expect(check("nothing")).rejects.toMatchObject({ code: "unknown_usage_type" });
  }));

it("the job checks every organization", () =>
  database.inTransaction(async (db) => {
    const now = new Date();
    for (let at = 0; at < 2; at += 1) {
      const one = await makeOrganization(db, { now });
      await setQuota(one, "10", "billing_period");
      await use(one, 10);
    }
    expect(await checkAllAlerts(db)).toMatchObject({ triggered: 6, failed: 0 });
    expect(await checkAllAlerts(db)).toMatchObject({ triggered: 0, failed: 0 });
  }));

it("checks once after a burst of events, and a failing check harms nobody", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const acme = await makeOrganization(database.db);
  const checked: string[] = [];
  const checks = checkAfterEvents(database.db, async (tenantId) => {
    checked.push(tenantId);
    if (checked.length === 1) throw new Error("database away");
  });
  for (let at = 0; at < 5; at += 1) await use(acme, 1);
  expect(checked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(checked).toEqual([acme.tenantId]);
  expect(told).toHaveBeenCalledTimes(1);
  // A stream that never rests is checked every five seconds.
  for (let at = 0; at < 12; at += 1) {
    await use(acme, 1);
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(checked).toHaveLength(2);
  // Who is about to end does not wait for quiet.
  await use(acme, 1);
  await checks.settle();
  expect(checked).toHaveLength(3);
  checks.stop();
  await use(acme, 1);
  await vi.advanceTimersByTimeAsync(10_000);
  await checks.settle();
  expect(checked).toHaveLength(3);
  vi.useRealTimers();
  told.mockRestore();
});
