import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { spendChanges } from "@/lib/contracts/spend-changes";
import { spendForecast } from "@/lib/contracts/spend-forecast";
import { addDecimals } from "@/lib/domain/decimal";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { priceOf, setPrice } from "@/lib/testing/prices";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getSpendChanges } from "./get-spend-changes";
import { getSpendForecast } from "./get-spend-forecast";

const database = useDatabase();
const unit = (unitAmount: string) => priceOf({ model: "unit", unitAmount });
const changesOf = (context: Context, parameters: Record<string, string>) =>
  askUsage(spendChanges, getSpendChanges, context, parameters);
const MONTHS = {
  ...{ start_date: "2026-11-01", end_date: "2026-11-30" },
  ...{ compare_start_date: "2026-10-01", compare_end_date: "2026-10-31" },
};

it("splits a difference into volume, price and mix", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const tiers = [
      { upTo: "100", unitAmount: "1", flatAmount: "10" },
      { upTo: null, unitAmount: "0.5", flatAmount: "0" },
    ];
    await setPrice(context, "functions", priceOf({ model: "graduated", tiers }));
    await setPrice(context, "database", unit("1"));
    await setPrice(context, "database", unit("1.5"), "2026-11-01T00:00:00Z");
    await recordFixture(context, [
      usage("2026-10-05T08:00:00Z", "functions", 100),
      usage("2026-11-05T08:00:00Z", "functions", 300),
      usage("2026-10-05T08:00:00Z", "database", 10),
      usage("2026-11-05T08:00:00Z", "database", 20),
      usage("2026-11-06T08:00:00Z", "compute", 3600),
    ]);
    const { changes, totals } = await changesOf(context, MONTHS);
    const told = changes.map((one) => [one.usage_type, one.difference, one.volume, one.price, one.mix]);
    // functions: 110 → 210; 200 more at 1.10 are 220, cheaper tiers and the flat amount take 120 back.
    // database: 10 → 30; 10 more at 1.00; 20 at 0.50 more.
    // compute was not used before: an hour at 0.05, and credits of 3,000 begin a package of 20.00.
    expect(told).toEqual([
      ["functions", "100", "220", "0", "-120"],
      ["credits", "20", "20", "0", "0"],
      ["database", "20", "10", "10", "0"],
      ["compute", "0.05", "0.05", "0", "0"],
    ]);
    expect(totals).toEqual([
      {
        ...{ currency: "USD", previous_amount: "120", current_amount: "260.05", difference: "140.05" },
        ...{ volume: "250.05", price: "10", mix: "-120" },
      },
    ]);
    for (const one of changes) expect(addDecimals([one.volume, one.price, one.mix])).toBe(one.difference);
  }));

it("calls a fee that only one of the ranges holds a fixed amount, not volume", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await setPrice(context, "plan_fee", priceOf({ model: "flat", amount: "100" }));
    // The first ten days of November hold the fee of the period, the last ten of October none.
    const { changes } = await changesOf(context, { start_date: "2026-11-01", end_date: "2026-11-10" });
    expect(changes).toMatchObject([
      { usage_type: "plan_fee", difference: "100", volume: "0", price: "0", mix: "100" },
    ]);
  }));

it("compares the period so far with the period before up to the same day, and has nothing to say of nothing", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    expect(await changesOf(context, {})).toMatchObject({
      ...{ changes: [], totals: [] },
      meta: {
        ...{ from: "2026-11-01T00:00:00.000Z", to: "2026-11-20T12:00:00.000Z" },
        compare: { from: "2026-10-01T00:00:00.000Z", to: "2026-10-20T12:00:00.000Z" },
      },
    });
  }));

it("projects quantities, then rates them: at the pace so far where there is little to learn from", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db, { now: new Date("2026-11-16T00:00:00Z") });
    const tiers = [
      { upTo: "150", unitAmount: "1", flatAmount: "10" },
      { upTo: null, unitAmount: "0.5", flatAmount: "0" },
    ];
    await setPrice(context, "functions", priceOf({ model: "graduated", tiers }));
    await recordFixture(context, [usage("2026-11-15T08:00:00Z", "functions", 100)]);
    const forecast = await askUsage(spendForecast, getSpendForecast, context, {});
    // Half of the period is over: 100 become 200, of which 50 are in the second tier: 10 + 150 + 25.
    expect(forecast).toMatchObject({
      ...{ spent: "110", projected_total: "185", low: "185", high: "185", projected_due: "185" },
      ...{ method: "linear", currency: "USD", period_end: "2026-12-01T00:00:00.000Z" },
      meters: [{ usage_type: "functions", quantity: "100", projected_quantity: "200" }],
    });
  }));
