import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { adjustments } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { type SpendEstimateInput, spendEstimate, spendLines } from "@/lib/contracts/spend-lines";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { priceOf, setPrice } from "@/lib/testing/prices";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { estimateSpend } from "./estimate-spend";
import { getSpendLines } from "./get-spend-lines";

const database = useDatabase();
const linesOf = (context: Context, period = "current") =>
  askUsage(spendLines, getSpendLines, context, { period });
const unit = (unitAmount: string, currency = "USD") => priceOf({ model: "unit", unitAmount }, { currency });
const START = "2026-11-01T00:00:00.000Z";
const END = "2026-12-01T00:00:00.000Z";

/** The free plan prices credits and some meters, which these tests do not use. */
const ofMeter = async (context: Context, key: string, period?: string) =>
  (await linesOf(context, period)).lines.filter(({ usage_type }) => usage_type === key);

describe("a line", () => {
  it("is split into its tiers, whose amounts add up", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const tiers = [
        { upTo: "10", unitAmount: "1", flatAmount: "5" },
        { upTo: null, unitAmount: "0.333", flatAmount: "0" },
      ];
      await setPrice(context, "functions", priceOf({ model: "graduated", tiers }, { included: "2" }));
      await recordFixture(context, [usage("2026-11-02T08:00:00Z", "functions", "13")]);
      // 11 billable: 5 + 10, then 1 × 0.333.
      expect(await ofMeter(context, "functions")).toEqual([
        expect.objectContaining({
          ...{ kind: "usage", label: "Function invocations", unit: "invocation", currency: "USD" },
          ...{ quantity: "13", billable_quantity: "11", amount: "15.33", corrects: null },
          ...{ segment_start: START, segment_end: END },
          tiers: [
            { from: "0", to: "10", quantity: "10", unit_amount: "1", flat_amount: "5", amount: "15" },
            { from: "10", to: null, quantity: "1", unit_amount: "0.333", flat_amount: "0", amount: "0.33" },
          ],
        }),
      ]);
    }));

  it("ends where the price changes: another one begins, without fixed amounts", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const percentage = { model: "percentage", rate: "10", fixedAmount: "1", freeUnits: "0" } as const;
      await setPrice(context, "functions", priceOf(percentage));
      await setPrice(context, "functions", priceOf({ ...percentage, rate: "20" }), "2026-11-10T00:00:00Z");
      await recordFixture(context, [
        usage("2026-11-09T23:59:59Z", "functions", 50),
        usage("2026-11-10T00:00:00Z", "functions", 50),
      ]);
      const lines = await ofMeter(context, "functions");
      // 10 % of 50 and 1.00 once; 20 % of 50.
      expect(lines.map((line) => [line.segment_start, line.quantity, line.amount, line.price?.rate])).toEqual(
        [
          [START, "50", "6", "10"],
          ["2026-11-10T00:00:00.000Z", "50", "10", "20"],
        ],
      );
    }));

  it("is there without usage too, and names what has usage and no price", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [usage("2026-11-02T08:00:00Z", "storage", "13")]);
      const { lines, unpriced, status, total } = await linesOf(context);
      expect(lines.map(({ usage_type, amount }) => [usage_type, amount])).toContainEqual(["api", "0"]);
      expect({ unpriced, status, total }).toEqual({ unpriced: ["storage"], status: "open", total: "0" });
    }));
});

describe("a period's total", () => {
  it("is the subtotal with minimum and maximum, less discounts and credits", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const limits = { minimumAmount: "10", maximumAmount: "20" };
      await setPrice(context, "functions", priceOf({ model: "unit", unitAmount: "1" }, limits));
      await setPrice(context, "database", priceOf({ model: "unit", unitAmount: "1" }, limits));
      await recordFixture(context, [
        usage("2026-11-02T08:00:00Z", "functions", 4),
        usage("2026-11-02T08:00:00Z", "database", "33.335"),
      ]);
      const granted = { reason: "Outage", validFrom: new Date(START), organizationId: context.tenantId };
      await writeAsTenant(db, context.tenantId, (tx) =>
        tx.insert(adjustments).values([
          { ...granted, id: randomUUID(), kind: "discount", percent: "7.5" },
          { ...granted, id: randomUUID(), kind: "credit", amount: "2" },
        ]),
      );
      // 4 + 33.34 = 37.34; 6 are missing to the minimum, 13.34 are above the maximum: 30. 7.5 % are 2.25.
      const { meta: _, lines: __, ...sums } = await linesOf(context);
      expect(sums).toMatchObject({
        ...{ subtotal: "37.34", minimum_adjustment: "6", maximum_adjustment: "-13.34" },
        ...{ discounts: "2.25", credits: "2", total: "25.75", currency: "USD" },
        applied: [
          { kind: "discount", reason: "Outage", amount: "2.25" },
          { kind: "credit", reason: "Outage", amount: "2" },
        ],
        ...{ period_start: START, period_end: END, statement: null, other_currencies: [] },
      });
    }));

  it("of another currency stands by itself", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await setPrice(context, "functions", unit("0.5", "JPY"));
      await recordFixture(context, [usage("2026-11-02T08:00:00Z", "functions", 3)]);
      const { subtotal, currency, other_currencies: others } = await linesOf(context);
      expect([subtotal, currency, others.map((one) => [one.currency, one.total])]).toEqual([
        "0",
        "USD",
        [["JPY", "2"]],
      ]);
    }));

  it("is of the period that begins in a month, in the billing zone", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { timezone: "Europe/Berlin", billingAnchorDay: 31 });
      await setPrice(context, "functions", unit("1"));
      await recordFixture(context, [
        usage("2026-10-30T22:59:59Z", "functions", 5),
        usage("2026-10-30T23:00:00Z", "functions", 7),
      ]);
      const told = async (period: string) => {
        const { period_start, period_end, subtotal } = await linesOf(context, period);
        return [period_start, period_end, subtotal];
      };
      const october = ["2026-10-30T23:00:00.000Z", "2026-11-29T23:00:00.000Z", "7"];
      expect(await told("current")).toEqual(october);
      expect(await told("2026-10")).toEqual(october);
      // Summer time ends on 25 October.
      const september = ["2026-09-29T22:00:00.000Z", "2026-10-30T23:00:00.000Z", "5"];
      expect(await told("previous")).toEqual(september);
      expect(await told("2026-09")).toEqual(september);
      expect((await told("2026-02"))[0]).toBe("2026-02-27T23:00:00.000Z");
    }));
});

describe("an estimate", () => {
  const estimate = async (context: Context, body: unknown) => {
    const parsed = spendEstimate.body?.parse(body);
    if (!parsed) throw new Error("An estimate takes a body.");
    const input: SpendEstimateInput = { body: parsed, organization_id: undefined };
    return spendEstimate.response.parse(await estimateSpend(context, input));
  };

  it("rates the usage of each period that the days touch under the given prices alone", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await setPrice(context, "database", unit("1000"));
      await recordFixture(context, [
        usage("2026-10-19T08:00:00Z", "functions", 9),
        usage("2026-10-20T08:00:00Z", "functions", 3),
        usage("2026-11-02T08:00:00Z", "functions", 4),
        usage("2026-11-02T08:00:00Z", "database", 4),
      ]);
      const prices = [
        { usage_type: "functions", currency: "USD", model: "unit", unit_amount: "2", included: "1" },
      ];
      const answer = await estimate(context, { prices, start_date: "2026-10-20", end_date: "2026-11-30" });
      expect(answer).toMatchObject({ status: "estimate", subtotal: "10", total: "10", discounts: "0" });
      expect(answer.lines.map(({ quantity, amount }) => [quantity, amount])).toEqual([
        ["3", "4"],
        ["4", "6"],
      ]);
      expect(answer.periods.map(({ total }) => total)).toEqual(["4", "6"]);
    }));

  it("refuses meters that are not there by their place", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const prices = [{ usage_type: "jobs", currency: "USD", model: "flat", amount: "1" }];
      await expect(
        estimate(context, { prices, start_date: "2026-11-01", end_date: "2026-11-30" }),
      ).rejects.toMatchObject({ field: "prices.0.usage_type" });
    }));
});
