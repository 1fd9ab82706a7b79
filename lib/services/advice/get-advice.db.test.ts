import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { advice } from "@/lib/contracts/advice";
import { planInputs } from "@/lib/contracts/plans";
import { newPrice } from "@/lib/contracts/prices";
import { putPlans } from "@/lib/services/plans/put-plans";
import { createPrice } from "@/lib/services/prices/create-price";
import { putSubscription } from "@/lib/services/subscriptions/put-subscription";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { getAdvice } from "./get-advice";

const database = useDatabase();
const read = async (context: Context) => advice.response.parse(await getAdvice(context));

const used = (time: string, usage_type: string, quantity: string) => ({
  ...{ id: `${usage_type} ${time}`, source: "app", type: "usage", time: `${time}T10:00:00Z` },
  data: { usage_type, quantity },
});
/** Compute in August, September and October (the periods that ended) and in November (the current one). */
const compute = [
  used("2026-08-10", "compute", "3600000"),
  used("2026-09-10", "compute", "7200000"),
  used("2026-10-10", "compute", "14400000"),
  used("2026-11-10", "compute", "999999999"),
  used("2026-07-31", "compute", "999999999"),
];
const unit = (usage_type: string, unit_amount: string, more: object = {}) => ({
  ...{ usage_type, currency: "USD", model: "unit", unit_amount },
  ...more,
});
const fee = (amount: string) => ({ usage_type: "plan_fee", currency: "USD", model: "flat", amount });

/** Two plans that differ by a fee and the price of a CPU-hour. */
async function withPlans(context: Context): Promise<void> {
  const plans = [
    { key: "free", prices: [unit("compute", "0.05", { per: "3600" })] },
    { key: "starter", prices: [unit("compute", "0.01", { per: "3600" }), fee("60")] },
    { key: "pro", prices: [unit("compute", "0.01", { per: "3600" }), fee("600")] },
    { key: "enterprise", prices: [fee("1000")] },
  ];
  await putPlans(context, { body: planInputs.parse(plans) });
}

it("rates the last three periods that ended under every plan, the cheapest first", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await withPlans(acme);
    await recordFixture(acme, compute);
    const answer = await read(acme);
    expect(answer.periods.map(({ period_start }) => period_start.slice(0, 10))).toEqual([
      ...["2026-08-01", "2026-09-01", "2026-10-01"],
    ]);
    // 1000, 2000 and 4000 CPU-hours: 50 + 100 + 200 when free; 10 + 20 + 40 and three fees of 60 as starter.
    expect(
      answer.plans.map(({ plan, totals, total, difference }) => [plan, totals, total, difference]),
    ).toEqual([
      ["starter", ["70", "80", "100"], "250", "-100"],
      ["free", ["50", "100", "200"], "350", "0"],
      ["pro", ["610", "620", "640"], "1870", "1520"],
      ["enterprise", ["1000", "1000", "1000"], "3000", "2650"],
    ]);
    expect(answer).toMatchObject({ current_plan: "free", cheapest_plan: "starter", saving: "100" });
    expect(answer.plans[0]?.lines).toMatchObject([
      {
        ...{ usage_type: "compute", quantities: ["3600000", "7200000", "14400000"] },
        ...{ amounts: ["10", "20", "40"], amount: "70" },
      },
      { usage_type: "plan_fee", amounts: ["60", "60", "60"], amount: "180" },
    ]);
  }));

it("keeps the current plan where none is cheaper, and own prices under every plan", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await withPlans(acme);
    await recordFixture(acme, compute);
    await putSubscription(acme, { body: { plan: "free" } });
    const body = newPrice.parse(unit("compute", "0.02", { per: "3600", valid_from: "2026-11-01" }));
    await createPrice(acme, { body });
    // 7000 CPU-hours at 0.02 in all plans.
    const answer = await read(acme);
    expect(answer.plans.map(({ plan, total }) => [plan, total])).toEqual([
      ["free", "140"],
      ["starter", "320"],
      ["pro", "1940"],
      ["enterprise", "3140"],
    ]);
    expect(answer).toMatchObject({ cheapest_plan: "free", saving: "0" });
  }));

it("names the meters that are idle and those that grew", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await recordFixture(acme, [
      ...compute,
      used("2026-10-01", "database", "5"),
      used("2026-11-19", "functions", "1"),
    ]);
    const answer = await read(acme);
    expect(answer.idle_meters.map(({ usage_type }) => usage_type)).toEqual([
      ...["ai_tokens", "api", "bandwidth", "file_uploads", "storage", "storage_hours"],
    ]);
    expect(answer.top_growth).toEqual([
      {
        ...{ usage_type: "database", label: "Database queries", unit: "query", previous: "0", last: "5" },
        ...{ change: "5", percent_change: null },
      },
      {
        ...{ usage_type: "compute", label: "Compute", unit: "second", previous: "7200000", last: "14400000" },
        ...{ change: "7200000", percent_change: "100" },
      },
    ]);
  }));

it("has nothing to say to an organization without usage, and sees nobody else's", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db, { currency: "EUR" }), await makeOrganization(db)];
    await recordFixture(globex, compute);
    const answer = await read(acme);
    expect(answer).toMatchObject({ cheapest_plan: "free", saving: "0", top_growth: [] });
    expect(answer.plans[0]).toMatchObject({ plan: "free", total: "0", lines: [] });
    expect(answer.idle_meters).toHaveLength(9);
    expect(answer.meta.currency).toBe("EUR");
  }));
