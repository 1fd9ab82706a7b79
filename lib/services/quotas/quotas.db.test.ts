import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { quotas as quotasEndpoint, quotasPut } from "@/lib/contracts/quotas";
import { createMeter } from "@/lib/services/meters/create-meter";
import { deleteQuota } from "@/lib/services/quotas/delete-quota";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { putQuotas } from "@/lib/services/quotas/put-quotas";
import { putSubscription } from "@/lib/services/subscriptions/put-subscription";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const NOW = new Date("2026-11-20T12:00:00Z");
const berlin = (db: Db) => makeOrganization(db, { now: NOW, timezone: "Europe/Berlin" });
const put = (context: Context, body: unknown) =>
  putQuotas(context, { body: quotasPut.body?.parse(body) ?? [] });
const of = async (context: Context, usageType: string) =>
  quotasEndpoint.response
    .parse(await listQuotas(context))
    .quotas.filter(({ usage_type }) => usage_type === usageType);

it("without own quotas the plan's hold, and a meter without any says so", () =>
  database.inTransaction(async (db) => {
    const acme = await berlin(db);
    await createMeter(acme, { key: "gpu_hours", displayName: "GPU", unit: "hour" });
    await recordFixture(acme, [usage("2026-11-19T10:00:00Z", "gpu_hours", 3)]);
    const { quotas } = quotasEndpoint.response.parse(await listQuotas(acme));
    expect(quotas).toHaveLength(10);
    // The Free plan's.
    expect(quotas.find(({ usage_type }) => usage_type === "api")).toMatchObject({
      ...{ source: "plan", limit: "100000", period: "billing_period", hard: false, status: "ok" },
    });
    expect(quotas.filter(({ source }) => source !== "plan")).toMatchObject([
      {
        ...{
          usage_type: "gpu_hours",
          status: "no_quota",
          source: null,
          period: "billing_period",
          hard: false,
        },
        ...{ used: "3", limit: null, ratio: null, projected_crossing: null },
        ...{ period_start: "2026-10-31T23:00:00.000Z", period_end: "2026-11-30T23:00:00.000Z" },
      },
    ]);
  }));

it("follows the subscription", () =>
  database.inTransaction(async (db) => {
    const acme = await berlin(db);
    const limits = async (now: string) => of({ ...acme, now: new Date(now) }, "api");
    await putSubscription(acme, { body: { plan: "starter", valid_from: "2026-11-15T00:00:00Z" } });
    // The Starter plan lets ten times as much.
    expect(await limits("2026-11-14T22:59:59Z")).toMatchObject([{ limit: "100000" }]);
    expect(await limits("2026-11-15T00:00:00Z")).toMatchObject([{ limit: "1000000" }]);
    await put(acme, [{ usage_type: "api", limit: "5", period: "day" }]);
    expect(await of(acme, "api")).toMatchObject([{ limit: "5", period: "day", source: "own" }]);
  }));

it("sets quotas, replaces them, and keeps the others", () =>
  database.inTransaction(async (db) => {
    const acme = await berlin(db);
    await put(acme, [
      { usage_type: "api", limit: "100.50", period: "month", hard: true },
      { usage_type: "api", limit: 10, period: "day" },
      { usage_type: "storage", limit: null },
      { usage_type: "compute", limit: "0" },
    ]);
    const { quotas } = quotasPut.response.parse(
      await put(acme, [{ usage_type: "api", limit: "200", period: "month" }]),
    );
    const set = quotas.filter(({ source }) => source === "own");
    expect(
      set.map(({ usage_type, period, limit, hard, status }) => [usage_type, period, limit, hard, status]),
    ).toEqual([
      ["api", "day", "10", false, "ok"],
      ["api", "month", "200", false, "ok"],
      ["compute", "billing_period", "0", false, "ok"],
      ["storage", "billing_period", null, false, "unlimited"],
    ]);
  }));

it("counts each period in the billing zone, and compares exactly", () =>
  database.inTransaction(async (db) => {
    const acme = await berlin(db);
    await recordFixture(acme, [
      // 23:30 UTC is the next day in Berlin: the day of `now`.
      usage("2026-11-19T23:30:00Z", "api", "0.5"),
      usage("2026-11-19T22:30:00Z", "api", "99"),
      // 1 November in Berlin, and the last moment before it.
      usage("2026-10-31T23:00:00Z", "api", "0.4"),
      usage("2026-10-31T22:59:59Z", "api", "1000"),
    ]);
    await put(acme, [
      { usage_type: "api", limit: "0.5", period: "day" },
      { usage_type: "api", limit: "100", period: "month" },
    ]);
    // 0.5 of 0.5; 0.5 + 99 + 0.4 = 99.9 of 100: not exceeded, however it is rounded.
    expect(await of(acme, "api")).toMatchObject([
      { period: "day", used: "0.5", ratio: "1", status: "exceeded", projected_crossing: null },
      { period: "month", used: "99.9", ratio: "0.999", status: "critical" },
    ]);
  }));

it("tells when a quota is reached at the pace so far, and which one first", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { now: new Date("2026-11-11T00:00:00Z") });
    await recordFixture(acme, [
      usage("2026-11-05T10:00:00Z", "api", 60),
      usage("2026-11-05T10:00:00Z", "compute", 90),
    ]);
    await put(acme, [
      { usage_type: "api", limit: "100", period: "month" },
      { usage_type: "compute", limit: "100", period: "month" },
      { usage_type: "database", limit: "100", period: "month" },
    ]);
    // 60 in 10 days: 100 after 16 2/3 days. 90 in 10 days: 100 after 11 1/9 days.
    expect(await of(acme, "api")).toMatchObject([{ projected_crossing: "2026-11-17T16:00:00.000Z" }]);
    const { first_crossing } = await listQuotas(acme);
    expect(first_crossing).toEqual({
      usage_type: "compute",
      period: "month",
      at: "2026-11-12T02:40:00.000Z",
    });
  }));

it("knows by the forecast that nobody works at weekends", () =>
  database.inTransaction(async (db) => {
    // Saturday the 14th.
    const acme = await makeOrganization(db, { now: new Date("2026-11-14T00:00:00Z") });
    const days = Array.from({ length: 75 }, (_, at) => new Date(Date.UTC(2026, 7, 31 + at, 12)));
    const working = days.filter((day) => ![0, 6].includes(day.getUTCDay()));
    await recordFixture(
      acme,
      working.map((day) => usage(day.toISOString(), "api", 14)),
    );
    // Ten of November's working days make 140. The pace would come to 147 on Saturday afternoon already.
    await put(acme, [{ usage_type: "api", limit: "147", period: "month" }]);
    expect(await of(acme, "api")).toMatchObject([
      { used: "140", projected_crossing: expect.stringMatching(/^2026-11-16T/) },
    ]);
    await put(acme, [{ usage_type: "api", limit: "400", period: "month" }]);
    expect(await of(acme, "api")).toMatchObject([{ projected_crossing: null }]);
  }));

it("does not project a meter whose values do not add up", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { now: new Date("2026-11-11T00:00:00Z") });
    const meter = { displayName: "Users", unit: "user", eventType: "login" } as const;
    await createMeter(acme, { ...meter, key: "users", aggregation: "unique_count", valueProperty: "$.user" });
    const login = (user: string) => ({
      ...{ specversion: "1.0", id: user, source: "test", type: "login" },
      ...{ time: "2026-11-05T10:00:00Z", data: { user } },
    });
    await recordFixture(acme, [login("a"), login("b")]);
    await put(acme, [{ usage_type: "users", limit: "3", period: "month" }]);
    expect(await of(acme, "users")).toMatchObject([{ used: "2", projected_crossing: null }]);
  }));

it("a quota of 0 is ok at 0 and exceeded above", () =>
  database.inTransaction(async (db) => {
    const acme = await berlin(db);
    await put(acme, [{ usage_type: "api", limit: "0" }]);
    expect(await of(acme, "api")).toMatchObject([{ status: "ok", ratio: null, used: "0" }]);
    await recordFixture(acme, [usage("2026-11-19T10:00:00Z", "api", "0.000001")]);
    expect(await of(acme, "api")).toMatchObject([{ status: "exceeded", ratio: null, used: "0.000001" }]);
  }));

it.each([
  [[{ usage_type: "nothing", limit: "1" }], "0.usage_type"],
  [
    [
      { usage_type: "api", limit: "1" },
      { usage_type: "api", limit: "2" },
    ],
    "1.usage_type",
  ],
])("refuses %j by its field, and sets none", (body, field) =>
  database.inTransaction(async (db) => {
    const acme = await berlin(db);
    await expect(put(acme, body)).rejects.toMatchObject({ field });
    expect(await of(acme, "api")).toMatchObject([{ source: "plan" }]);
  }),
);

it.each([
  [{ usage_type: "api", limit: "-1" }],
  [{ usage_type: "api", limit: "1e3" }],
  [{ usage_type: "api", limit: "lots" }],
  [{ usage_type: "api", limit: "1", period: "week" }],
  [{ usage_type: "api" }],
  [{ usage_type: "api", limit: "1", soft: true }],
])("is no quota: %j", (quota) => {
  expect(quotasPut.body?.safeParse([quota]).success).toBe(false);
});

it("removes quotas of one period or of all, and never another organization's", () =>
  database.inTransaction(async (db) => {
    const acme = await berlin(db);
    const globex = await makeOrganization(db);
    for (const one of [acme, globex])
      await put(one, [
        { usage_type: "api", limit: "1", period: "day" },
        { usage_type: "api", limit: "2", period: "month" },
      ]);
    await deleteQuota(acme, { usage_type: "api", period: "day" });
    expect(await of(acme, "api")).toMatchObject([{ period: "month" }]);
    await deleteQuota(acme, { usage_type: "api" });
    expect(await of(acme, "api")).toMatchObject([{ source: "plan" }]);
    await expect(deleteQuota(acme, { usage_type: "api" })).rejects.toMatchObject({ code: "not_found" });
    expect(await of(globex, "api")).toHaveLength(2);
  }));
