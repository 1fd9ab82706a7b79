import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { planInputs, plans } from "@/lib/contracts/plans";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { listPlans } from "./list-plans";
import { putPlans } from "./put-plans";

const database = useDatabase();
const list = async (context: Context) =>
  plans.response.parse(await listPlans(context, { page: 1, limit: 50 })).plans;
const put = (context: Context, sent: unknown) => putPlans(context, { body: planInputs.parse(sent) });
const planOf = async (context: Context, key: string) =>
  (await list(context)).find((plan) => plan.key === key);
const unit = (usage_type: string, unit_amount: string, more: object = {}) => ({
  ...{ usage_type, currency: "USD", model: "unit", unit_amount },
  ...more,
});

it("begins with four plans, priced in the organization's currency, with quotas", () =>
  database.inTransaction(async (db) => {
    const all = await list(await makeOrganization(db, { currency: "EUR" }));
    expect(all.map(({ name }) => name)).toEqual(["Free", "Starter", "Pro", "Enterprise"]);
    const [free, starter, , enterprise] = all;
    expect(
      free?.prices.map((price) => [price.usage_type, price.unit_amount ?? price.amount, price.per]),
    ).toEqual([
      ["api", "0.0001", "1"],
      ["bandwidth", "0.01", "1000000000"],
      ["compute", "0.05", "3600"],
      ["credits", "20", "1"],
      ["database", "0.00001", "1"],
      ["functions", "0.0002", "1"],
      ["storage_hours", "0.001", "1"],
    ]);
    expect(free?.prices.every(({ currency, included }) => currency === "EUR" && included === "0")).toBe(true);
    expect(starter?.prices.find(({ usage_type }) => usage_type === "plan_fee")).toMatchObject({
      amount: "20",
    });
    expect(free?.quotas).toHaveLength(9);
    expect(free?.quotas[0]).toEqual({
      ...{ usage_type: "api", limit: "100000", period: "billing_period", hard: false },
    });
    expect(new Set(enterprise?.quotas.map(({ limit }) => limit))).toEqual(new Set([null]));
  }));

it("makes a plan, and takes one as well as several", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await put(acme, { key: "scale", prices: [unit("api", "0.00005")] });
    expect(await planOf(acme, "scale")).toMatchObject({
      ...{ key: "scale", name: "scale", description: null, quotas: [] },
      prices: [{ usage_type: "api", unit_amount: "0.00005", valid_from: "2026-11-20T00:00:00.000Z" }],
    });
    const answer = await put(acme, [
      { key: "scale", name: "Scale" },
      { key: "free", description: null },
    ]);
    expect(answer.plans.map(({ name }) => name)).toEqual(["Free", "Starter", "Pro", "Enterprise", "Scale"]);
    expect(await planOf(acme, "scale")).toMatchObject({
      name: "Scale",
      prices: [{ unit_amount: "0.00005" }],
    });
  }));

it("replaces the price list from a day on: what differs is a new version, what is left out ends", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const prices = [unit("api", "0.0001"), unit("database", "0.00002")];
    await put(acme, { key: "free", valid_from: "2026-12-01", prices });
    const free = await planOf(acme, "free");
    // Until December everything stays; then the database costs more.
    expect(free?.prices).toHaveLength(8);
    expect(free?.prices.filter(({ usage_type }) => ["api", "database"].includes(usage_type))).toMatchObject([
      { usage_type: "api", valid_from: "2000-01-01T00:00:00.000Z" },
      { usage_type: "database", unit_amount: "0.00001" },
      { usage_type: "database", unit_amount: "0.00002", valid_from: "2026-12-01T00:00:00.000Z" },
    ]);
    const december = { ...acme, now: new Date("2026-12-05T00:00:00Z") };
    expect((await planOf(december, "free"))?.prices.map(({ usage_type }) => usage_type)).toEqual([
      ...["api", "database"],
    ]);
  }));

it("takes back what it answered without a change", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await put(acme, {
      key: "free",
      prices: [unit("api", "1"), unit("api", "2", { valid_from: "2026-12-01" })],
    });
    const before = await list(acme);
    await put(acme, before);
    expect(await list(acme)).toEqual(before);
  }));

it("changes quotas", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await put(acme, { key: "free", quotas: [{ usage_type: "api", limit: "0", hard: true }] });
    expect((await planOf(acme, "free"))?.quotas).toEqual([
      { usage_type: "api", limit: "0", period: "billing_period", hard: true },
    ]);
    expect((await planOf(acme, "free"))?.prices).toHaveLength(7);
  }));

it.each([
  [{ key: "free", prices: [unit("nothing", "1")] }, "0.prices.0.usage_type"],
  [{ key: "free", prices: [{ currency: "USD", model: "flat", amount: "1" }] }, "0.prices.0.usage_type"],
  [{ key: "free", prices: [unit("api", "1"), unit("api", "2")] }, "0.prices.1.usage_type"],
  [{ key: "free", valid_from: "2026-11-20T00:01:00Z", prices: [] }, "0.valid_from"],
  [{ key: "free", quotas: [{ usage_type: "nothing", limit: "1" }] }, "0.quotas.0.usage_type"],
  [[{ key: "pro" }, { key: "pro" }], "1.key"],
])("refuses %j at %s, and changes nothing", (sent, field) =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const before = await list(acme);
    await expect(put(acme, sent)).rejects.toMatchObject({ field });
    expect(await list(acme)).toEqual(before);
  }),
);

it("changes no other organization's plans", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    const before = await list(globex);
    await put(acme, [{ key: "free", name: "Changed", prices: [] }, { key: "scale" }]);
    expect(await list(globex)).toEqual(before);
  }));
