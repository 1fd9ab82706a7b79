import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { adjustments, organizations } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { exportFile } from "@/lib/contracts/export";
import { spendLines } from "@/lib/contracts/spend-lines";
import { addDecimals } from "@/lib/domain/decimal";
import { FOCUS_COLUMNS } from "@/lib/domain/export/focus";
import { getSpendLines } from "@/lib/services/spend/get-spend-lines";
import { closePeriods } from "@/lib/services/statements/close-periods";
import { noteCorrections } from "@/lib/services/statements/note-corrections";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { priceOf, setPrice } from "@/lib/testing/prices";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { exportDataset } from "./export-dataset";

const database = useDatabase();

async function download(context: Context, parameters: Record<string, string>) {
  const query = exportFile.query?.parse(parameters);
  if (!query) throw new Error("An export takes a query.");
  const { fileName, contentType, chunks } = await exportDataset(context, query);
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return { fileName, contentType, text };
}
const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: false });

/** Tiers, a minimum, a discount, a credit, and a correction of October. */
async function billedOrganization(db: Parameters<typeof makeOrganization>[0]): Promise<Context> {
  const context = await makeOrganization(db, { name: "Acme, Inc." });
  const createdAt = new Date("2026-10-01T00:00:00Z");
  await db.update(organizations).set({ createdAt }).where(eq(organizations.id, context.tenantId));
  const tiers = [
    { upTo: "10", unitAmount: "1.005", flatAmount: "5" },
    { upTo: null, unitAmount: "0.333", flatAmount: "0" },
  ];
  await setPrice(context, "functions", priceOf({ model: "graduated", tiers }));
  await setPrice(context, "database", priceOf({ model: "unit", unitAmount: "1" }, { minimumAmount: "3" }));
  await closePeriods({ ...context, now: new Date("2026-11-05T00:00:00Z") });
  await recordFixture(context, [
    usage("2026-10-30T08:00:00Z", "database", 4),
    usage("2026-11-02T08:00:00Z", "functions", 13, { team_id: "=cmd()" }),
    usage("2026-11-03T08:00:00Z", "functions", "0.5", { team_id: "web, app" }),
    usage("2026-11-03T08:00:00Z", "database", 2),
  ]);
  await noteCorrections(context);
  const granted = { reason: "Sorry", validFrom: new Date("2026-11-01Z"), organizationId: context.tenantId };
  await writeAsTenant(db, context.tenantId, (tx) =>
    tx.insert(adjustments).values([
      { ...granted, id: randomUUID(), kind: "discount", percent: "10" },
      { ...granted, id: randomUUID(), kind: "credit", amount: "1" },
    ]),
  );
  return context;
}

describe("lines", () => {
  it("as FOCUS have every demanded column, tiers as rows, and costs that add up to the total", () =>
    database.inTransaction(async (db) => {
      const context = await billedOrganization(db);
      const bill = await askUsage(spendLines, getSpendLines, context, {});
      const { text, fileName } = await download(context, { dataset: "lines", format: "focus" });
      expect(fileName).toBe(
        `${context.tenant.slug}_lines_2026-11-01_2026-11-30_billing_period_20261120T120000Z.csv`,
      );
      const rows = rowsOf(text);
      expect(Object.keys(rows[0] ?? {})).toEqual(FOCUS_COLUMNS.map(({ name }) => name));
      expect(addDecimals(rows.map((row) => row.BilledCost ?? ""))).toBe(bill.total);
      const functions = rows.filter(({ SkuId }) => SkuId === "functions");
      // 10 × 1.005 + 5 = 15.05; 3.5 × 0.333 = 1.1655, together 16.2155.
      expect(functions).toMatchObject([
        { BilledCost: "15.05", PricingQuantity: "10", ListUnitPrice: "1.005", ChargeCategory: "Usage" },
        { BilledCost: "1.17", PricingQuantity: "3.5", ChargePeriodStart: "2026-11-01T00:00:00Z" },
      ]);
      expect(rows.filter(({ ChargeClass }) => ChargeClass === "Correction")).toMatchObject([
        // 4 queries above a minimum of 3: 1 more.
        { BilledCost: "1", SkuId: "database", ChargePeriodEnd: "2026-11-01T00:00:00Z" },
      ]);
      const others = rows
        .filter(({ SkuId }) => SkuId === "")
        .map((row) => [row.ChargeCategory, row.BilledCost]);
      expect(others).toEqual([
        ["Adjustment", "1"],
        ["Adjustment", "-2.02"],
        ["Credit", "-1"],
      ]);
    }));

  it("as CSV and JSON add up to the same total", () =>
    database.inTransaction(async (db) => {
      const context = await billedOrganization(db);
      const { total } = await askUsage(spendLines, getSpendLines, context, {});
      const csv = await download(context, { dataset: "lines" });
      expect(csv.contentType).toBe("text/csv; charset=utf-8");
      expect(addDecimals(rowsOf(csv.text).map(({ amount = "" }) => amount))).toBe(total);
      const json = JSON.parse((await download(context, { dataset: "lines", format: "json" })).text);
      expect(json.meta).toMatchObject({ totals: { USD: total }, status: "open", rows: json.data.length });
      expect(addDecimals(json.data.map(({ amount }: { amount: string }) => amount))).toBe(total);
    }));
});

describe("spend", () => {
  it("is a row per series and a column per bucket, with formulas disarmed", () =>
    database.inTransaction(async (db) => {
      const context = await billedOrganization(db);
      const asked = { dataset: "spend", usage_types: '["functions"]', breakdowns: '["team"]' };
      const range = { start_date: "2026-11-01", end_date: "2026-11-03" };
      const { text, fileName } = await download(context, { ...asked, ...range });
      expect(fileName).toMatch(/_spend_2026-11-01_2026-11-03_day_20261120T120000Z\.csv$/);
      expect(text.split("\r\n")).toEqual([
        "Series,Total,2026-11-01,2026-11-02,2026-11-03",
        "'=cmd() (=cmd()),11.05,0,11.05,0",
        "(none),5,5,0,0",
        '"web, app (web, app)",0.17,0,0,0.17',
        "",
      ]);
    }));

  it("has its own parameters, and no others", async () => {
    const refused = (parameters: Record<string, string>) =>
      exportFile.query?.safeParse(parameters).error?.issues.map(({ path }) => path[0]);
    expect(refused({ dataset: "spend", format: "focus" })).toEqual(["format"]);
    expect(refused({ dataset: "spend", period: "current" })).toEqual(["period"]);
    expect(refused({ dataset: "lines", team_ids: '["web"]' })).toEqual(["team_ids"]);
  });
});
