import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { spendSeries } from "@/lib/contracts/spend-series";
import { usageSeries } from "@/lib/contracts/usage-series";
import { type UsageTrace, usageTrace } from "@/lib/contracts/usage-trace";
import { plus } from "@/lib/domain/decimal";
import { getSpendSeries } from "@/lib/services/spend/get-spend-series";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { priceOf, setPrice } from "@/lib/testing/prices";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageSeries } from "./get-usage-series";
import { getUsageTrace } from "./get-usage-trace";

const database = useDatabase();
const trace = async (context: Context, parameters: Record<string, string>) => {
  const { spend } = await askUsage(usageTrace, getUsageTrace, context, parameters);
  return spend as NonNullable<UsageTrace["spend"]>;
};
const graduated = priceOf({
  model: "graduated",
  tiers: [
    { upTo: "10", unitAmount: "0.1", flatAmount: "0" },
    { upTo: null, unitAmount: "0.0505", flatAmount: "0" },
  ],
});
const day = (date: string) => ({
  ...{ start_date: "2026-11-01", end_date: "2026-11-19", usage_type: "functions" },
  ...{ key: '["functions"]', date, spend: "true" },
});

it("tells the price, the tiers, the rounding and the line of a day", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await setPrice(context, "functions", graduated);
    await recordFixture(context, [
      usage("2026-11-02T08:00:00Z", "functions", 8),
      usage("2026-11-03T08:00:00Z", "functions", 5),
      usage("2026-11-05T08:00:00Z", "functions", 1),
    ]);
    const spend = await trace(context, day("2026-11-03"));
    // 8 × 0.1 = 0.80 before the day; 10 × 0.1 + 3 × 0.0505 = 1.1515 after it: 1.15 − 0.80.
    expect(spend).toMatchObject({
      amounts: [{ currency: "USD", meter_amount: "0.35", corrections: "0", amount: "0.35" }],
      ...{ meter_quantity: "5", reconciles: true },
    });
    expect(spend.parts).toMatchObject([
      {
        ...{ start: "2026-11-03T00:00:00.000Z", end: "2026-11-04T00:00:00.000Z", currency: "USD" },
        ...{ period_start: "2026-11-01T00:00:00.000Z", period_end: "2026-12-01T00:00:00.000Z" },
        price: { usage_type: "functions", model: "graduated" },
        before: {
          quantity: "8",
          exact_amount: "0.8",
          amount: "0.8",
          tiers: [{ quantity: "8", amount: "0.8" }],
        },
        after: {
          ...{ quantity: "13", exact_amount: "1.1515", amount: "1.15" },
          tiers: [
            { from: "0", to: "10", quantity: "10", amount: "1" },
            { from: "10", to: null, quantity: "3", amount: "0.15" },
          ],
        },
        amount: "0.35",
        // 14 units: 10 × 0.1 + 4 × 0.0505 = 1.202.
        line: { kind: "usage", quantity: "14", amount: "1.2" },
      },
    ]);
  }));

it("a day in which the price changes has a part for each, and a fixed amount begins with the period", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await setPrice(context, "functions", priceOf({ model: "flat", amount: "9" }));
    await setPrice(context, "functions", priceOf({ model: "unit", unitAmount: "2" }), "2026-11-03T12:00:00Z");
    await recordFixture(context, [
      usage("2026-11-03T08:00:00Z", "functions", 1),
      usage("2026-11-03T13:00:00Z", "functions", 3),
    ]);
    const { parts, amounts } = await trace(context, day("2026-11-03"));
    expect(parts.map(({ before, after, amount }) => [before?.amount ?? null, after.amount, amount])).toEqual([
      ["9", "9", "0"],
      [null, "6", "6"],
    ]);
    expect(amounts).toMatchObject([{ amount: "6" }]);
    const first = await trace(context, day("2026-11-01"));
    expect(first.parts).toMatchObject([{ before: null, after: { quantity: "0", amount: "9" }, amount: "9" }]);
  }));

it("every number of a breakdown has the share that the spend series has, the folded rest too", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await setPrice(context, "functions", graduated);
    await recordFixture(
      context,
      [7, 3, 5, 1].map((quantity, n) =>
        usage(`2026-11-0${n + 1}T08:00:00Z`, "functions", quantity, {
          team_id: ["web", "app", "ops"][n % 3],
        }),
      ),
    );
    const asked = {
      ...{ from: "2026-11-01T00:00:00Z", to: "2026-11-08T00:00:00Z", interval: "week" },
      ...{ usage_type: "functions", breakdowns: '["team"]' },
    };
    const spent = await askUsage(spendSeries, getSpendSeries, context, {
      ...asked,
      breakdowns: '["type","team"]',
    });
    const own = new Map(spent.results.map(({ key, data_exact }) => [key, data_exact[0]]));
    const read = await askUsage(usageSeries, getUsageSeries, context, asked);
    const date = read.meta.buckets[0]?.date ?? "";
    for (const { key } of read.results) {
      const { amounts, reconciles } = await trace(context, { ...asked, key, date, spend: "true" });
      expect([key, amounts[0]?.amount ?? "0", reconciles]).toEqual([key, own.get(key) ?? "0", true]);
    }
    const folded = { ...asked, top: "1" };
    const { amounts } = await trace(context, {
      ...folded,
      key: '{"other":"functions"}',
      date,
      spend: "true",
    });
    const [top] = (await askUsage(usageSeries, getUsageSeries, context, folded)).results;
    const [rest] = amounts;
    const shown = own.get(top?.key ?? "");
    expect(rest?.meter_amount).toBe(plus(rest?.amount ?? "", shown ?? ""));
  }));

it("what nothing prices has no parts, and what usage costs is not for members", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [usage("2026-11-03T08:00:00Z", "storage", 1)]);
    const unpriced = { ...day("2026-11-03"), usage_type: "storage", key: '["storage"]' };
    expect(await trace(context, unpriced)).toEqual({
      ...{ parts: [], amounts: [], meter_quantity: "1", reconciles: true },
    });
    const viewer = { kind: "token", subject: "x", role: "member" } as const;
    const member = { ...context, viewer };
    await expect(trace(member, unpriced)).rejects.toMatchObject({ code: "forbidden" });
    const { spend: _, ...plain } = unpriced;
    expect(await trace(member, plain)).toBeNull();
  }));
