import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { loadTenant } from "@/lib/auth/tenant";
import { subscription, subscriptionChange } from "@/lib/contracts/subscription";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { getSubscription } from "./get-subscription";
import { putSubscription } from "./put-subscription";

const database = useDatabase();
const read = async (context: Context) => subscription.response.parse(await getSubscription(context));
const put = (context: Context, sent: unknown) =>
  putSubscription(context, { body: subscriptionChange.parse(sent) });

it("begins with the first plan", () =>
  database.inTransaction(async (db) => {
    expect(await read(await makeOrganization(db, { billingAnchorDay: 15 }))).toEqual({
      ...{ plan: "free", plan_name: "Free", valid_from: "2000-01-01T00:00:00.000Z", anchor_day: 15 },
      ...{ period_start: "2026-11-15T00:00:00.000Z", period_end: "2026-12-15T00:00:00.000Z" },
      ...{ upcoming: [], history: [] },
    });
  }));

it("changes the plan today, or on a day to come", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { timezone: "Europe/Berlin" });
    expect(await put(acme, { plan: "starter" })).toMatchObject({
      ...{ plan: "starter", plan_name: "Starter", valid_from: "2026-11-19T23:00:00.000Z" },
      history: [{ plan: "free" }],
    });
    await put(acme, { plan: "pro", valid_from: "2026-12-01" });
    expect(await read(acme)).toMatchObject({
      plan: "starter",
      upcoming: [{ plan: "pro", plan_name: "Pro", valid_from: "2026-11-30T23:00:00.000Z" }],
    });
    // Back on the same day: Starter never held.
    expect(await put(acme, { plan: "enterprise" })).toMatchObject({
      ...{ plan: "enterprise", history: [{ plan: "free" }] },
    });
  }));

it("adds nothing where the plan holds already", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await put(acme, { plan: "free", valid_from: "2026-11-10" });
    expect(await read(acme)).toMatchObject({ valid_from: "2000-01-01T00:00:00.000Z", history: [] });
  }));

it("moves the organization's own anchor day", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    expect(await put(acme, { anchor_day: 31 })).toMatchObject({
      ...{ plan: "free", anchor_day: 31 },
      ...{ period_start: "2026-10-31T00:00:00.000Z", period_end: "2026-11-30T00:00:00.000Z" },
    });
    expect(await loadTenant(db, acme.tenantId)).toMatchObject({ billingAnchorDay: 31 });
  }));

it.each([
  [{ plan: "nothing" }, "must be one of the plans: free, starter, pro, enterprise"],
  [{ plan: "pro", valid_from: "2026-11-20T00:01:00Z" }, "must be at a full quarter of an hour"],
])("refuses %j", (sent, message) =>
  database.inTransaction(async (db) => {
    await expect(put(await makeOrganization(db), sent)).rejects.toMatchObject({ message });
  }),
);

it.each([{}, { valid_from: "2026-11-01" }, { anchor_day: 0 }, { anchor_day: 32 }, { anchor_day: "1" }])(
  "cannot mean %j",
  (sent) => {
    expect(subscriptionChange.safeParse(sent).success).toBe(false);
  },
);

it("changes no other organization", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    await put(acme, { plan: "pro", anchor_day: 9 });
    expect(await read(globex)).toMatchObject({ plan: "free", anchor_day: 1 });
    expect(await loadTenant(db, globex.tenantId)).toMatchObject({ billingAnchorDay: 1 });
  }));
