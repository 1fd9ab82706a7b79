import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { organizations } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { spendLines } from "@/lib/contracts/spend-lines";
import { spendSeries } from "@/lib/contracts/spend-series";
import { statementFind, statements } from "@/lib/contracts/statements";
import { addDecimals } from "@/lib/domain/decimal";
import { createAdjustment } from "@/lib/services/adjustments/change-adjustments";
import { listAdjustments } from "@/lib/services/adjustments/list-adjustments";
import { getSpendLines } from "@/lib/services/spend/get-spend-lines";
import { getSpendSeries } from "@/lib/services/spend/get-spend-series";
import { useArchives } from "@/lib/testing/archives";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { priceOf, setPrice } from "@/lib/testing/prices";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { closePeriods } from "./close-periods";
import { findStatement } from "./find-statement";
import { listStatements } from "./list-statements";
import { noteCorrections } from "./note-corrections";

const database = useDatabase();
const archives = useArchives();
const unit = (unitAmount: string) => priceOf({ model: "unit", unitAmount });
const at = (context: Context, now: string): Context => ({ ...context, now: new Date(now) });
const linesOf = (context: Context, period: string) =>
  askUsage(spendLines, getSpendLines, context, { period });
const seriesOf = (context: Context, start_date: string, end_date: string) =>
  askUsage(spendSeries, getSpendSeries, context, { start_date, end_date });
const listOf = (context: Context) => askUsage(statements, listStatements, context, {});

/** An organization since 20 September, with 10 invocations at 1.00 on 5 October; its plan prices nothing. */
async function organization(db: Db, since = "2026-09-20T10:00:00Z"): Promise<Context> {
  const context = await makeOrganization(db);
  const createdAt = new Date(since);
  await db.update(organizations).set({ createdAt }).where(eq(organizations.id, context.tenantId));
  await setPrice(context, "functions", unit("1"));
  await recordFixture(context, [usage("2026-10-05T08:00:00Z", "functions", 10, { team_id: "web" })]);
  return context;
}

it("periods close in order after three days of grace, each with the next number", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db);
    expect(await closePeriods(at(context, "2026-10-03T23:59:59Z"))).toEqual([]);
    // From the period that holds the first day of the organization on.
    expect(await closePeriods(at(context, "2026-11-04T00:00:00Z"))).toEqual([1, 2]);
    expect(await closePeriods(at(context, "2026-11-04T00:00:00Z"))).toEqual([]);
    expect((await listOf(context)).statements).toMatchObject([
      { number: 2, id: "2", period_start: "2026-10-01T00:00:00.000Z", total: "10", currency: "USD" },
      { number: 1, reference: `${context.tenant.slug}-0001`, total: "0" },
    ]);
    expect(await linesOf(context, "previous")).toMatchObject({ status: "closed", statement: 2, total: "10" });
    expect(await linesOf(context, "current")).toMatchObject({ status: "open", statement: null });
  }));

it("a closed period keeps its lines and its days; what comes later is a correction in the open one", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db);
    await closePeriods(at(context, "2026-11-04T00:00:00Z"));
    const before = { lines: await linesOf(context, "2026-10"), days: await octoberOf(context) };
    await recordFixture(context, [
      usage("2026-10-06T08:00:00Z", "functions", 4, { team_id: "web" }),
      usage("2026-11-06T08:00:00Z", "functions", 3),
    ]);
    await setPrice(context, "functions", unit("99"), "2026-10-01T00:00:00Z");
    await setPrice(context, "functions", unit("1"), "2026-11-01T00:00:00Z");
    const noticing = at(context, "2026-11-07T09:30:00Z");
    expect(await noteCorrections(noticing)).toBe(1);
    expect(await noteCorrections(noticing)).toBe(0);
    const after = { lines: await linesOf(context, "2026-10"), days: await octoberOf(context) };
    expect(withoutTime(after.lines)).toEqual(withoutTime(before.lines));
    expect(after.days).toEqual(before.days);
    const november = await linesOf(context, "current");
    expect(november.subtotal).toBe("7");
    expect(november.lines.filter(({ kind }) => kind === "correction")).toMatchObject([
      {
        ...{
          usage_type: "functions",
          quantity: "4",
          billable_quantity: "4",
          amount: "4",
          price: null,
          tiers: [],
        },
        corrects: {
          ...{ period_start: "2026-10-01T00:00:00.000Z", period_end: "2026-11-01T00:00:00.000Z" },
          statement: 2,
        },
      },
    ]);
    // The correction is money of the day on which it was noticed, so that the days add up to the lines.
    const { results } = await seriesOf(context, "2026-11-01", "2026-11-30");
    expect(results[0]?.data_exact.slice(5, 7)).toEqual(["3", "4"]);
    expect(results[0]?.total).toBe(november.subtotal);
  }));

const octoberOf = async (context: Context) =>
  (await seriesOf(context, "2026-10-01", "2026-10-31")).results.map(({ data_exact }) => data_exact);
const withoutTime = ({ meta: _, ...bill }: Awaited<ReturnType<typeof linesOf>>) => bill;

it("a correction is closed with its period, and only what comes afterwards is another one", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db);
    await closePeriods(at(context, "2026-11-04T00:00:00Z"));
    await recordFixture(context, [usage("2026-10-06T08:00:00Z", "functions", 4)]);
    expect(await noteCorrections(at(context, "2026-11-07T09:30:00Z"))).toBe(1);
    expect(await closePeriods(at(context, "2026-12-04T00:00:00Z"))).toEqual([3]);
    await recordFixture(context, [usage("2026-10-06T08:00:00Z", "functions", "-6")]);
    expect(await noteCorrections(at(context, "2026-12-05T00:00:00Z"))).toBe(1);
    const december = await linesOf(at(context, "2026-12-06T00:00:00Z"), "current");
    // A negative total is money to give back: 14 − 6 − 14 is 6 less.
    expect(december).toMatchObject({ subtotal: "-6", total: "-6" });
    const statement = await askStatement(context, "2");
    expect(statement.corrections.map(({ amount, noticed_at }) => [amount, noticed_at])).toEqual([
      ["4", "2026-11-07T09:30:00.000Z"],
      ["-6", "2026-12-05T00:00:00.000Z"],
    ]);
    expect(await askStatement(context, "3")).toMatchObject({ total: "4", statement: 3, status: "closed" });
  }));

const askStatement = async (context: Context, id: string) =>
  statementFind.response.parse(await findStatement(context, { id, organization_id: undefined }));

it("a correction is what the meter would cost more, its minimum counted", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db);
    const limits = { minimumAmount: "12" };
    await setPrice(context, "functions", priceOf({ model: "unit", unitAmount: "1" }, limits));
    await closePeriods(at(context, "2026-11-04T00:00:00Z"));
    expect(await linesOf(context, "2026-10")).toMatchObject({ subtotal: "10", total: "12" });
    await recordFixture(context, [usage("2026-10-06T08:00:00Z", "functions", 5)]);
    await noteCorrections(at(context, "2026-11-07T09:30:00Z"));
    const corrections = (await linesOf(context, "current")).lines.filter(({ corrects }) => corrects);
    expect(corrections.map(({ quantity, amount }) => [quantity, amount])).toEqual([["5", "3"]]);
  }));

it("what a period leaves of a credit goes on to the next ones until the credit ends", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db);
    const october = at(context, "2026-10-10T00:00:00Z");
    const credit = { kind: "credit", reason: "Outage", valid_from: "2026-10-10" } as const;
    await createAdjustment(october, { body: { ...credit, amount: "14" } });
    await createAdjustment(october, { body: { ...credit, amount: "3", valid_until: "2026-12-01" } });
    await recordFixture(at(context, DECEMBER), [
      usage("2026-11-06T08:00:00Z", "functions", 5),
      usage("2026-12-01T08:00:00Z", "functions", 5),
    ]);
    const creditsOf = async (now: string, period: string) => {
      const { credits, total } = await linesOf(at(context, now), period);
      return [credits, total];
    };
    // October costs 10: first the 3 that end, then 7 of the 14. Of the rest of 7 November takes 5, December 2.
    const expected = [
      ["10", "0"],
      ["5", "0"],
      ["2", "3"],
    ];
    const all = async () => {
      const told = [];
      for (const month of ["2026-10", "2026-11", "2026-12"]) told.push(await creditsOf(DECEMBER, month));
      return told;
    };
    expect(await all()).toEqual(expected);
    await closePeriods(at(context, "2026-11-04T00:00:00Z"));
    expect(await all()).toEqual(expected);
    await closePeriods(at(context, "2026-12-04T00:00:00Z"));
    expect(await all()).toEqual(expected);
    const { adjustments } = await listAdjustments(at(context, DECEMBER), { page: 1, limit: 10 });
    expect(adjustments.map(({ amount, remaining }) => [amount, remaining])).toEqual([
      ["3", "0"],
      ["14", "2"],
    ]);
  }));

const DECEMBER = "2026-12-06T00:00:00Z";

it("a closed period is told from its statement once its events are archived", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db, "2026-01-01T00:00:00Z");
    await recordFixture(context, [
      usage("2026-01-05T08:00:00Z", "functions", 10, { team_id: "web" }),
      usage("2026-01-06T08:00:00Z", "compute", 3600),
    ]);
    await closePeriods(at(context, "2026-02-04T00:00:00Z"));
    await recordFixture(context, [usage("2026-01-07T08:00:00Z", "functions", 4, { team_id: "late" })]);
    expect(await archives.archive(context)).toMatchObject([{ month: "2026-01", rows: 3 }]);
    const january = { start_date: "2026-01-01", end_date: "2026-01-31" };
    const asked = (more: object) => askUsage(spendSeries, getSpendSeries, context, { ...january, ...more });
    // Ten invocations, an hour of compute at 0.05, and its 3,000 credits, which begin a package of 20.00.
    expect((await linesOf(context, "2026-01")).subtotal).toBe("30.05");
    const month = await asked({ interval: "month", breakdowns: '["type","team"]' });
    expect(addDecimals(month.results.map(({ total }) => total))).toBe("30.05");
    await expect(asked({ interval: "day" })).rejects.toMatchObject({ code: "archived" });
    // What came late is noted all the same; what only events could tell is not.
    expect(await noteCorrections(at(context, "2026-11-07T09:30:00Z"))).toBe(1);
    expect((await askStatement(context, "1")).corrections).toMatchObject([
      { usage_type: "functions", amount: "4" },
    ]);
  }));

it("leads to the statement before and after it", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db, "2026-08-20T10:00:00Z");
    const other = await organization(db, "2026-08-20T10:00:00Z");
    await closePeriods(at(context, "2026-11-04T00:00:00Z"));
    await closePeriods(at(other, "2026-12-04T00:00:00Z"));
    const { slug } = context.tenant;
    const [first, second, third] = [1, 2, 3].map((id) => ({ id: `${id}`, reference: `${slug}-000${id}` }));
    expect(await askStatement(context, "1")).toMatchObject({ previous: null, next: second });
    expect(await askStatement(context, "2")).toMatchObject({ previous: first, next: third });
    // The other organization has a fourth one.
    expect(await askStatement(context, "3")).toMatchObject({ previous: second, next: null });
  }));

it("is not found in another organization, nor under a number that is none, and never changes", () =>
  database.inTransaction(async (db) => {
    const context = await organization(db);
    const other = await makeOrganization(db);
    await closePeriods(at(context, "2026-11-04T00:00:00Z"));
    for (const id of ["1", "2"])
      await expect(askStatement(other, id)).rejects.toMatchObject({ name: "NotFoundError" });
    for (const id of ["0", "3", "x", "1.5"])
      await expect(askStatement(context, id)).rejects.toMatchObject({ name: "NotFoundError" });
    expect((await listOf(other)).statements).toEqual([]);
    const change = db.transaction((tx) =>
      writeAsTenant(tx, context.tenantId, (own) => own.execute(sql`update statements set total = 0`)),
    );
    await expect(change).rejects.toMatchObject({ cause: { code: "42501" } });
  }));
