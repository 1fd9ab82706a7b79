import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { type SpendSeriesAnswer, spendSeries } from "@/lib/contracts/spend-series";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { priceOf, setPrice } from "@/lib/testing/prices";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getSpendSeries } from "./get-spend-series";

const database = useDatabase();
const ask = (context: Context, parameters: Record<string, string> = {}) =>
  askUsage(spendSeries, getSpendSeries, context, parameters);
const only = ({ results }: SpendSeriesAnswer) => results.map(({ key, data_exact }) => [key, data_exact]);
/** The days on which anything was spent. */
const days = ({ results: [first] }: SpendSeriesAnswer) =>
  (first?.dates ?? []).flatMap((date, index) => {
    const amount = first?.data_exact[index];
    return amount && amount !== "0" ? [[date, amount]] : [];
  });
const unit = (unitAmount: string, currency = "USD") => priceOf({ model: "unit", unitAmount }, { currency });

/** Questions about the one meter that a test prices. */
const functions = { usage_types: '["functions"]' };

describe("a bucket", () => {
  it("is the rounded cost up to its end less that up to its start", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await setPrice(context, "functions", unit("0.004"));
      await recordFixture(context, [
        usage("2026-11-01T08:00:00Z", "functions", 1),
        usage("2026-11-02T08:00:00Z", "functions", 1),
        usage("2026-11-03T08:00:00Z", "functions", 1),
      ]);
      // 0.004 → 0.00, 0.008 → 0.01, 0.012 → 0.01.
      const answer = await ask(context, functions);
      expect(days(answer)).toEqual([["2026-11-02", "0.01"]]);
      expect(answer.results[0]).toMatchObject({
        ...{ key: "[]", label: "Total Spend", breakdown_type: null, breakdown_value: null, usage_type: null },
        ...{ currency: "USD", total: "0.01", compare_label: "current" },
      });
      expect(answer.meta).toMatchObject({
        ...{ from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z", currency: "USD" },
        ...{ currencies: ["USD"], cumulative: false },
      });
      // Days to come hold nothing: null.
      expect(answer.results[0]?.data_exact.slice(-10)).toEqual(new Array(10).fill(null));
      // Cumulative: what the period has come to by each day's end, also where the range begins within it.
      const cumulative = await ask(context, { ...functions, start_date: "2026-11-03", cumulative: "true" });
      expect(cumulative.results[0]?.data_exact.slice(0, 2)).toEqual(["0.01", "0.01"]);
      expect(cumulative.results[0]?.total).toBe("0");
    }));

  it("holds fixed amounts where the period begins, and may be negative under a volume price", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const tiers = [
        { upTo: "10", unitAmount: "1", flatAmount: "5" },
        { upTo: null, unitAmount: "0.5", flatAmount: "3" },
      ];
      await setPrice(context, "functions", priceOf({ model: "volume", tiers }));
      await recordFixture(context, [
        usage("2026-11-05T08:00:00Z", "functions", 10),
        usage("2026-11-06T08:00:00Z", "functions", 1),
      ]);
      // 5 at once, 5 + 10 on the 5th; 3 + 11 × 0.5 = 8.50 on the 6th.
      const expected = [
        ["2026-11-01", "5"],
        ["2026-11-05", "10"],
        ["2026-11-06", "-6.5"],
      ];
      expect(days(await ask(context, functions))).toEqual(expected);
      expect(days(await ask(context, { ...functions, interval: "billing_period" }))).toEqual([
        ["2026-11-01", "8.5"],
      ]);
      // A range that begins within the period shows only its own days.
      expect(days(await ask(context, { ...functions, start_date: "2026-11-06" }))).toEqual([
        ["2026-11-06", "-6.5"],
      ]);
    }));

  it("adds up across periods, zones and clock changes", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { timezone: "Europe/Berlin", billingAnchorDay: 31 });
      await setPrice(
        context,
        "functions",
        priceOf({
          model: "graduated",
          tiers: [
            { upTo: "2", unitAmount: "1", flatAmount: "0" },
            { upTo: null, unitAmount: "10", flatAmount: "0" },
          ],
        }),
      );
      await recordFixture(context, [
        // 30 October 22:59Z is 23:59 in Berlin, the last minute of the period; 23:00Z is in the next one.
        usage("2026-10-30T22:00:00Z", "functions", 3),
        usage("2026-10-30T22:59:00Z", "functions", 1),
        usage("2026-10-30T23:00:00Z", "functions", 3),
        // The repeated hour of 25 October.
        usage("2026-10-25T00:30:00Z", "functions", 1),
        usage("2026-10-25T01:30:00Z", "functions", 1),
      ]);
      const range = { ...functions, start_date: "2026-10-20", end_date: "2026-11-02" };
      // September's 30 is the anchor; 1 + 1, then 40; the new period begins at 1 again: 1 + 1 + 10.
      expect(days(await ask(context, range))).toEqual([
        ["2026-10-25", "2"],
        ["2026-10-30", "40"],
        ["2026-10-31", "12"],
      ]);
      const periods = await ask(context, { ...range, interval: "billing_period", timezone: "Asia/Tokyo" });
      expect(days(periods)).toEqual([
        ["2026-09-30", "42"],
        ["2026-10-31", "12"],
      ]);
      for (const timezone of ["Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"])
        for (const interval of ["hour", "day", "week", "month", "billing_period"])
          expect((await ask(context, { ...range, timezone, interval })).results[0]?.total).toBe("54");
    }));

  it("restarts tiers where the price changes within a period, and marks the instant", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await setPrice(context, "functions", unit("1"));
      await setPrice(context, "functions", unit("3"), "2026-11-10T12:00:00Z");
      await recordFixture(context, [
        usage("2026-11-10T11:59:00Z", "functions", 5),
        usage("2026-11-10T12:00:00Z", "functions", 5),
      ]);
      expect(days(await ask(context, functions))).toEqual([["2026-11-10", "20"]]);
      expect(days(await ask(context, { ...functions, interval: "hour" }))).toEqual([
        ["2026-11-10T11:00:00+00:00", "5"],
        ["2026-11-10T12:00:00+00:00", "15"],
      ]);
      expect((await ask(context, functions)).meta.marks).toEqual([
        { at: "2026-11-10T12:00:00.000Z", kind: "price", usage_types: ["functions"] },
      ]);
    }));
});

describe("currencies", () => {
  it("round to their own minor unit and never mix", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await setPrice(context, "functions", unit("0.5", "JPY"));
      await setPrice(context, "database", unit("0.0005", "KWD"));
      await recordFixture(context, [
        usage("2026-11-02T08:00:00Z", "functions", 3),
        usage("2026-11-02T08:00:00Z", "database", 3),
      ]);
      // 1.5 yen are 2; 0.0015 dinars are 0.002.
      const answer = await ask(context, { usage_types: '["functions","database"]' });
      expect(answer.results.map(({ key, label, total }) => [key, label, total])).toEqual([
        ['[{"currency":"JPY"}]', "Total Spend (JPY)", "2"],
        ['[{"currency":"KWD"}]', "Total Spend (KWD)", "0.002"],
      ]);
      expect(answer.meta).toMatchObject({ currency: "JPY", currencies: ["JPY", "KWD"] });
    }));
});

describe("shares of teams", () => {
  it("are in proportion to their volume in the bucket and add up to it", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await setPrice(context, "functions", unit("0.01"));
      await recordFixture(context, [
        usage("2026-11-02T08:00:00Z", "functions", 1, { team_id: "a" }),
        usage("2026-11-02T08:00:00Z", "functions", 1, { team_id: "b" }),
        usage("2026-11-02T08:00:00Z", "functions", 0.5),
        // Volumes of both signs belong to nobody.
        usage("2026-11-03T08:00:00Z", "functions", 5, { team_id: "a" }),
        usage("2026-11-03T08:00:00Z", "functions", -1, { team_id: "b" }),
      ]);
      const range = { ...functions, start_date: "2026-11-02", end_date: "2026-11-03" };
      // 2.5 → 0.03 of 2 : 2 : 1 = 0.012, 0.012, 0.006: the largest remainder is nobody's 0.6.
      const teams = await ask(context, { ...range, breakdowns: '["team"]' });
      expect(only(teams)).toEqual([
        ["[null]", ["0.01", "0.04"]],
        ['["a"]', ["0.01", "0"]],
        ['["b"]', ["0.01", "0"]],
      ]);
      expect(teams.results[0]).toMatchObject({
        label: "(none)",
        breakdown_type: "team",
        breakdown_value: null,
      });
      const both = await ask(context, { ...range, breakdowns: '["type","team"]', top: "1" });
      expect(both.results.map(({ key, label, total }) => [key, label, total])).toEqual([
        ['["functions",null]', "(none)::Function invocations", "0.05"],
        ['{"other":"functions"}', "Other (2)::Function invocations", "0.02"],
      ]);
      // A filter shows the same share; without breakdown it is the sum of what it lets through.
      expect(only(await ask(context, { ...range, team_ids: '["a","b"]' }))).toEqual([["[]", ["0.02", "0"]]]);
    }));

  it("leave fixed amounts to nobody, and follow other dimensions as well", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await setPrice(context, "functions", priceOf({ model: "flat", amount: "9" }));
      await setPrice(context, "database", unit("1"));
      await recordFixture(context, [
        usage("2026-11-02T08:00:00Z", "database", 3, { provider: "aws" }, "ann"),
        usage("2026-11-02T08:00:00Z", "database", 1, { provider: "gcp" }, "bob"),
      ]);
      const asked = { usage_types: '["functions","database"]' };
      const totals = async (breakdowns: string) =>
        (await ask(context, { ...asked, breakdowns })).results.map(({ key, total }) => [key, total]);
      expect(await totals('["provider"]')).toEqual([
        ["[null]", "9"],
        ['["aws"]', "3"],
        ['["gcp"]', "1"],
      ]);
      expect(await totals('["subject","type"]')).toEqual([
        ['["functions",null]', "9"],
        ['["database","ann"]', "3"],
        ['["database","bob"]', "1"],
      ]);
    }));
});

it("compares with the same number of days before", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await setPrice(context, "functions", unit("1"));
    await recordFixture(context, [
      usage("2026-11-08T08:00:00Z", "functions", 2),
      usage("2026-11-10T08:00:00Z", "functions", 7),
    ]);
    const range = { ...functions, start_date: "2026-11-09", end_date: "2026-11-10", compare: "previous" };
    const { results, meta } = await ask(context, range);
    expect(
      results.map(({ compare_label, dates, data_exact, total }) => [compare_label, dates, data_exact, total]),
    ).toEqual([
      ["current", ["2026-11-09", "2026-11-10"], ["0", "7"], "7"],
      ["previous", ["2026-11-07", "2026-11-08"], ["0", "2"], "2"],
    ]);
    expect(meta.compare).toMatchObject({ from: "2026-11-07T00:00:00.000Z", to: "2026-11-09T00:00:00.000Z" });
  }));

it("prices credits and a plan's fee", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await setPrice(context, "plan_fee", priceOf({ model: "flat", amount: "20" }));
    await setPrice(context, "credits", unit("1"));
    await recordFixture(context, [
      usage("2026-11-02T08:00:00Z", "ai_tokens", 30),
      usage("2026-11-03T08:00:00Z", "compute", "7"),
    ]);
    const asked = { usage_types: '["plan_fee","credits"]', breakdowns: '["type"]' };
    const { results } = await ask(context, { ...asked, end_date: "2026-11-03", start_date: "2026-11-01" });
    // 30 tokens are 3 credits; 7 seconds 5.833333.
    expect(results.map(({ label, data_exact }) => [label, data_exact])).toEqual([
      ["Plan fee", ["20", "0", "0"]],
      ["Credits", ["0", "3", "5.83"]],
    ]);
  }));

it("is nothing without usage, knows no stranger's, and refuses unknown meters by name", () =>
  database.inTransaction(async (db) => {
    const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
    await setPrice(other, "functions", unit("1"));
    await recordFixture(other, [usage("2026-11-08T08:00:00Z", "functions", 2)]);
    const { results } = await ask(context);
    expect(results.map(({ label, total }) => [label, total])).toEqual([["Total Spend", "0"]]);
    await expect(ask(context, { usage_types: '["jobs"]' })).rejects.toMatchObject({ field: "usage_types" });
  }));
