import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { usageGranular } from "@/lib/contracts/usage-granular";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageStatistics } from "@/lib/contracts/usage-statistics";
import { usageTotals } from "@/lib/contracts/usage-totals";
import type { RefusedRow } from "@/lib/services/imports/row-writer";
import { createMeter } from "@/lib/services/meters/create-meter";
import { listOpeningUsage } from "@/lib/services/opening-usage/list-opening-usage";
import { loadOpeningUsage } from "@/lib/services/opening-usage/load-opening-usage";
import { removeOpeningUsage } from "@/lib/services/opening-usage/remove-opening-usage";
import { changeTimezone } from "@/lib/services/organizations/change-timezone";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { getUsageGranular } from "@/lib/services/usage/get-usage-granular";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { getUsageStatistics } from "@/lib/services/usage/get-usage-statistics";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-opening-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function load(
  context: Context,
  lines: string[],
  more: Partial<Parameters<typeof loadOpeningUsage>[1]> = {},
) {
  const path = join(folder, "old.csv");
  await writeFile(path, `${lines.join("\n")}\n`);
  const refused: RefusedRow[] = [];
  const summary = await loadOpeningUsage(context, {
    path,
    shiftWeeks: 0,
    settings: { map: [], set: [], skip: [], timezone: "UTC", shiftWeeks: 0 },
    onRefused: async (row) => {
      refused.push(row);
    },
    ...more,
  });
  return { ...summary, refused };
}

const HEADER =
  "date,provider,total_uploads,total_file_size,total_requests,successful_requests,failed_requests";
const OLD = [HEADER, "2026-01-05,aws,15,900,0,14,1", "2026-01-06,aws,0,0,10,8,1"];

function given<T>(query: T | undefined): T {
  if (query === undefined) throw new Error("This endpoint takes no query.");
  return query;
}

async function series(context: Context, query: Record<string, string>) {
  return usageSeries.response.parse(await getUsageSeries(context, given(usageSeries.query?.parse(query))));
}
const DAYS = { start_date: "2026-01-04", end_date: "2026-01-07" };

it("counts old sums in every answer, and tells them apart", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await recordFixture(acme, [request("2026-01-07T10:00:00Z", { provider: "aws", bytes: 5 })]);
    expect(await load(acme, OLD)).toMatchObject({ read: 2, accepted: 2, rejected: 0, events: 2 });

    const api = await series(acme, { ...DAYS, usage_type: "api" });
    // 10 old requests on the 6th, one event on the 7th.
    expect(api.results).toMatchObject([{ data_exact: ["0", "0", "10", "1"], total: "11" }]);
    expect(api.meta.opening).toEqual([{ usage_type: "api", total: "10", data_exact: ["0", "0", "10", "0"] }]);
    const storage = await series(acme, { ...DAYS, usage_type: "storage", breakdowns: '["provider"]' });
    expect(storage.results).toMatchObject([{ breakdown_value: "aws", total: "900" }]);

    const window = { period_start: "2026-01-01T00:00:00Z", period_end: "2026-02-01T00:00:00Z" };
    const asked = given(usageTotals.query?.parse(window));
    const totals = await getUsageTotals(acme, { tenant_id: acme.tenantId, ...asked });
    expect(usageTotals.response.parse(totals.body)).toMatchObject([
      { feature_key: "api", quantity: "11", opening_quantity: "10" },
      { feature_key: "bandwidth", quantity: "5" },
      { feature_key: "file_uploads", quantity: "14", opening_quantity: "14" },
      { feature_key: "storage", quantity: "900", opening_quantity: "900" },
    ]);
    expect(totals.body[1]).not.toHaveProperty("opening_quantity");

    const granular = usageGranular.response.parse(
      await getUsageGranular(acme, given(usageGranular.query?.parse(DAYS))),
    );
    expect(granular.summary).toMatchObject({
      total_uploads: 15,
      total_file_size: "900",
      successful_uploads: 14,
      failed_uploads: 1,
      total_requests: 11,
      successful_requests: 9,
      failed_requests: 1,
    });
    expect(granular.meta.opening).toEqual({ total_uploads: 15, total_file_size: "900", total_requests: 10 });
    expect(await daily(db, acme)).toEqual([
      ["2026-01-05", "aws", 15, 900, 0, 14, 1],
      ["2026-01-06", "aws", 0, 0, 10, 8, 1],
      ["2026-01-07", "aws", 0, 0, 1, 1, 0],
    ]);
  }));

async function daily(db: Db, { tenantId }: Context) {
  const { rows } = await readAsTenant(db, tenantId, (tx) =>
    tx.execute(sql`
      select json_build_array(usage_date, provider, total_uploads, total_file_size, total_requests,
        successful_requests, failed_requests) as row
      from daily_usage order by usage_date`),
  );
  return rows.map(({ row }) => row);
}

it("finds a file loaded again, and sums that differ, which stay out until the old ones are removed", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await load(acme, OLD);
    expect(await load(acme, OLD)).toMatchObject({ accepted: 0, duplicates: 2, events: 0 });
    const other = [HEADER, "2026-01-05,aws,16,900,0,15,1", "2026-01-06,aws,0,0,10,8,1"];
    expect(await load(acme, other)).toMatchObject({
      duplicates: 1,
      conflicts: 1,
      refused: [{ line: 2, outcome: "conflict", code: "conflict" }],
    });
    // Only an outcome that was 0 differs.
    const failed = [HEADER, "2026-01-06,aws,0,0,10,8,2"];
    expect(await load(acme, failed)).toMatchObject({ conflicts: 1 });

    expect(await removeOpeningUsage(acme, { source: "old.csv", to: "2026-01-05" })).toEqual({ removed: 2 });
    expect(await load(acme, other)).toMatchObject({ accepted: 1, duplicates: 1, conflicts: 0 });
    expect(await daily(db, acme)).toEqual([
      ["2026-01-05", "aws", 16, 900, 0, 15, 1],
      ["2026-01-06", "aws", 0, 0, 10, 8, 1],
    ]);
    await removeOpeningUsage(acme, { source: "old.csv" });
    expect(await daily(db, acme)).toEqual([]);
    await expect(removeOpeningUsage(acme, { source: "old.csv" })).rejects.toMatchObject({
      code: "not_found",
    });
  }));

it("takes the first of two rows for the same day of one file", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const lines = [
      "date,usage_type,quantity",
      "2026-01-05,compute,1.5",
      "2026-01-05,compute,1.50",
      "2026-01-05,compute,2",
    ];
    expect(await load(acme, lines)).toMatchObject({ accepted: 1, duplicates: 1, conflicts: 1 });
    expect((await series(acme, { ...DAYS, usage_type: "compute" })).results).toMatchObject([
      { total: "1.5" },
    ]);
  }));

it("refuses days that have events of their own, and what no sum can stand for", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { timezone: "Europe/Berlin", retentionDays: 400 });
    await createMeter(acme, {
      ...{ key: "visitors", displayName: "Visitors", unit: "visitor", aggregation: "unique_count" },
      ...{ eventType: "visit", valueProperty: "$.who" },
    });
    // 23:30Z is the 6th in Berlin.
    await recordFixture(acme, [
      usage("2026-01-05T23:30:00Z", "compute", 1, { provider: "aws", team_id: "web" }),
      upload("2026-01-07T10:00:00Z", { provider: "aws", file_type: "text/csv" }),
    ]);
    const lines = [
      "date,provider,team,usage_type,quantity,total_uploads",
      "2026-01-05,aws,,compute,1,",
      "2026-01-06,aws,,compute,1,",
      "2026-01-06,,,compute,1,",
      "2026-01-06,aws,ops,compute,1,",
      "2026-01-06,gcp,,compute,1,",
      "2026-01-07,aws,,,,4",
      "2026-01-05,aws,,visitors,4,",
      "2026-11-21,aws,,compute,1,",
      "2025-01-01,aws,,compute,1,",
      "1999-12-31,aws,,compute,1,",
      "soon,aws,,compute,1,",
    ];
    const { refused, accepted } = await load(acme, lines);
    expect(accepted).toBe(3);
    expect(refused.map(({ line, code }) => [line, code]).sort()).toEqual([
      [10, "too_old"],
      [11, "too_old"],
      [12, "invalid_row"],
      [3, "has_events"],
      [4, "has_events"],
      [7, "has_events"],
      [8, "not_additive"],
      [9, "timestamp_in_future"],
    ]);
  }));

it("stays exact beside late events, in every zone, after a rebuild and a change of the billing zone", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { timezone: "America/New_York" });
    await load(acme, ["date,team,usage_type,quantity,event_count", "2026-01-05,web,compute,10,4"]);
    await recordFixture(acme, [usage("2026-01-05T17:05:00Z", "compute", "0.5", { team_id: "web" }, "ann")]);
    await compactDays(db);
    const asked = { ...DAYS, usage_type: "compute" };
    for (const timezone of ["America/New_York", "UTC", "Asia/Kathmandu", "Pacific/Auckland"]) {
      // Noon in New York is the 6th in Auckland, as every event of that afternoon is.
      const expected = timezone === "Pacific/Auckland" ? ["0", "0", "10.5", "0"] : ["0", "10.5", "0", "0"];
      expect((await series(acme, { ...asked, timezone })).results[0]?.data_exact).toEqual(expected);
    }
    // By subject the events answer: the sums have none, and nothing is lost.
    const bySubject = await series(acme, { ...asked, breakdowns: '["subject"]' });
    expect(bySubject.results.map(({ label, total, event_counts }) => [label, total, event_counts])).toEqual([
      ["(none)", "10", [0, 4, 0, 0]],
      ["ann", "0.5", [0, 1, 0, 0]],
    ]);
    // 17:00Z is noon: a range that ends within that quarter hour holds the sum and not the later event.
    const ragged = await series(acme, {
      ...{
        usage_type: "compute",
        from: "2026-01-05T16:50:00Z",
        to: "2026-01-05T17:04:00Z",
        interval: "hour",
      },
    });
    expect(ragged.results).toMatchObject([{ total: "10" }]);
    const before = await series(acme, { ...asked, as_of: "2020-01-01T00:00:00Z" });
    expect(before.results).toMatchObject([{ total: "0" }]);
    expect(before.meta.opening).toBeUndefined();

    await rebuildRollups(acme);
    expect((await series(acme, asked)).results).toMatchObject([{ total: "10.5" }]);
    await changeTimezone(acme, "Europe/Berlin");
    const berlin = { ...acme, tenant: { ...acme.tenant, timezone: "Europe/Berlin" } };
    expect((await series(berlin, asked)).results[0]?.data_exact).toEqual(["0", "10.5", "0", "0"]);
    // The day is the same row, wherever the billing zone is.
    const again = await load(berlin, [
      "date,team,usage_type,quantity,event_count",
      "2026-01-05,web,compute,10,4",
    ]);
    expect(again).toMatchObject({ duplicates: 1 });
  }));

it("writes nothing in a dry run, and keeps organizations apart", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    expect(await load(acme, OLD, { dryRun: true })).toMatchObject({ accepted: 2 });
    expect(await listOpeningUsage(db, acme.tenantId)).toEqual([]);
    await load(acme, OLD);
    const listed = { source: "old.csv", rows: 5, first_day: "2026-01-05", last_day: "2026-01-06" };
    expect(await listOpeningUsage(db, acme.tenantId)).toEqual([
      { organization_id: acme.tenantId, ...listed },
    ]);
    expect(await listOpeningUsage(db, globex.tenantId)).toEqual([]);
    await expect(removeOpeningUsage(globex, { source: "old.csv" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await series(globex, { ...DAYS, usage_type: "api" })).results).toMatchObject([{ total: "0" }]);
  }));

it("counts in the buckets of statistics, and is no quantity of single events", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await load(context, OLD);
    await recordFixture(context, [upload("2026-01-07T10:00:00Z", { file_size: 30 })]);
    const range = { start_date: "2026-01-05", end_date: "2026-01-07" };
    const asked = { usage_type: "storage", ...range };
    const { events, buckets } = await askUsage(usageStatistics, getUsageStatistics, context, asked);
    expect(events).toMatchObject({ count: 1, total: "30", avg: "30", max: "30" });
    expect(buckets).toMatchObject({ count: 3, total: "930", max: "900", median: "30" });
  }));
