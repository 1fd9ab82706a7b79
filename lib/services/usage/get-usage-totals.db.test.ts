import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { type UsageTotals, usageTotals } from "@/lib/contracts/usage-totals";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { getUsageTotals } from "./get-usage-totals";

const database = useDatabase();

async function ask(context: Context, query: Record<string, string> = {}) {
  const parsed = usageTotals.query?.parse(query);
  if (!parsed) throw new Error("The totals take a query.");
  const { body, coverage } = await getUsageTotals(context, { tenant_id: context.tenantId, ...parsed });
  return { totals: usageTotals.response.parse(body), coverage };
}

const quantities = (totals: UsageTotals) => totals.map((row) => [row.feature_key, row.quantity]);

/** One event per ragged stretch of 18 and 19 November, each with its own power of ten. */
async function fixture(context: Context): Promise<void> {
  await recordFixture(context, [
    usage("2026-11-18T10:06:59Z", "compute", 1),
    usage("2026-11-18T10:07:00Z", "compute", 10),
    usage("2026-11-18T10:20:00Z", "compute", 100),
    usage("2026-11-19T12:00:00Z", "compute", 1000),
    usage("2026-11-20T09:16:00Z", "compute", 10_000),
    usage("2026-11-20T09:20:00Z", "compute", 100_000),
    upload("2026-11-19T12:00:00Z", { upload_status: "failed" }),
    request("2026-10-31T23:59:59Z"),
  ]);
}

describe("the totals", () => {
  it("are of the current billing period unless told, one row per meter with usage", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await fixture(context);
      const { totals, coverage } = await ask(context);
      const window = { window_start: "2026-11-01T00:00:00.000Z", window_end: "2026-12-01T00:00:00.000Z" };
      expect(totals).toEqual([{ feature_key: "compute", unit: "second", quantity: "111111", ...window }]);
      expect(coverage).toMatchObject({ from: window.window_start, to: window.window_end, timezone: "UTC" });
    }));

  it("begin the period on the anchor day in the billing zone", () =>
    database.inTransaction(async (db) => {
      const made = await makeOrganization(db, { timezone: "Europe/Berlin" });
      const context = { ...made, tenant: { ...made.tenant, billingAnchorDay: 31 } };
      // The clock says 20 November: the period began on 31 October and ends where the 30th begins.
      expect((await ask(context)).coverage).toMatchObject({
        from: "2026-10-30T23:00:00.000Z",
        to: "2026-11-29T23:00:00.000Z",
      });
    }));

  it.each([
    ["between any two instants", "2026-11-18T10:07:00Z", "2026-11-20T09:20:00Z", "11110"],
    ["within one quarter hour", "2026-11-18T10:06:00Z", "2026-11-18T10:07:00Z", "1"],
    ["of quarter hours", "2026-11-18T10:15:00Z", "2026-11-19T12:15:00Z", "1100"],
    ["of whole days", "2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z", "1000"],
    ["of local times in a zone", "2026-11-18T15:52:00", "2026-11-18T15:52:01", "10"],
  ])("%s are exact, before and after compaction", (_, period_start, period_end, quantity) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await fixture(context);
      const query = { period_start, period_end, timezone: "Asia/Kathmandu", feature_keys: '["compute"]' };
      expect(quantities((await ask(context, query)).totals)).toEqual([["compute", quantity]]);
      await compactDays(db, { organizationId: context.tenantId });
      expect(quantities((await ask(context, query)).totals)).toEqual([["compute", quantity]]);
    }),
  );

  it("name every asked meter, by key, with 0 where there is none", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await fixture(context);
      const { totals } = await ask(context, { feature_keys: '["storage","compute","api"]' });
      expect(quantities(totals)).toEqual([
        ["api", "0"],
        ["compute", "111111"],
        ["storage", "0"],
      ]);
    }));

  it("are of one's own organization, and empty without usage", () =>
    database.inTransaction(async (db) => {
      await fixture(await makeOrganization(db));
      expect((await ask(await makeOrganization(db))).totals).toEqual([]);
    }));

  it.each([
    ["an unknown meter", { feature_keys: '["nope"]' }, "unknown_usage_type", "feature_keys"],
    [
      "an end before the period's start",
      { period_end: "2026-10-01T00:00:00Z" },
      "range_reversed",
      "period_end",
    ],
    [
      "a start after the period's end",
      { period_start: "2026-12-01T00:00:00Z" },
      "range_reversed",
      "period_start",
    ],
  ])("refuse %s", (_, query, code, field) =>
    database.inTransaction(async (db) => {
      await expect(ask(await makeOrganization(db), query)).rejects.toMatchObject({ code, field });
    }),
  );
});
