import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { archivedSpans } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { openMeterEvents } from "@/lib/contracts/openmeter-events";
import { usageGranular } from "@/lib/contracts/usage-granular";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageTotals } from "@/lib/contracts/usage-totals";
import { createMeter } from "@/lib/services/meters/create-meter";
import { listOpenMeterEvents } from "@/lib/services/openmeter/list-events";
import { queryMeter } from "@/lib/services/openmeter/query-meter";
import { getUsageGranular } from "@/lib/services/usage/get-usage-granular";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const counted = { events: 1, first: "2026-01-10T10:07:30.000Z", last: "2026-01-10T10:07:30.000Z" };

/** January holds a request, generic tokens and a call of an own type, and counts as archived; March is there. */
async function withArchivedJanuary(db: Db): Promise<Context> {
  const context = await makeOrganization(db);
  const own = { displayName: "Own", unit: "user", eventType: "call", groupBy: { model: "$.model" } };
  await createMeter(context, { key: "users", aggregation: "unique_count", valueProperty: "$.user", ...own });
  await createMeter(context, { key: "calls", aggregation: "count", ...own });
  const call = { id: "call", source: "test", type: "call", data: { user: "ann", model: "x" } };
  await recordFixture(context, [
    request("2026-01-10T10:07:30Z", { response_time_ms: 5 }),
    usage("2026-01-10T10:07:30Z", "ai_tokens", "7.5", {}, "ann"),
    { ...call, time: "2026-01-10T10:07:30Z" },
    upload("2026-03-10T10:07:30Z"),
    { ...call, id: "later", time: "2026-03-10T10:07:30Z" },
  ]);
  await writeAsTenant(db, context.tenantId, (tx) =>
    tx.insert(archivedSpans).values({
      ...{ organizationId: context.tenantId, id: randomUUID(), reason: "archive", rowCount: 3 },
      ...{ spanStart: new Date("2026-01-01T00:00Z"), spanEnd: new Date("2026-02-01T00:00Z") },
      ...{ contents: { "request:success": counted, ai_tokens: counted, "type:call": counted } },
      archivedAt: context.now,
    }),
  );
  return context;
}

type Query = Record<string, string>;
type Ask = (context: Context, query: Query) => Promise<unknown>;

const series: Ask = async (context, query) => {
  const parsed = usageSeries.query?.parse({ start_date: "2026-01-01", end_date: "2026-03-31", ...query });
  const { results } = await getUsageSeries(context, parsed as Parameters<typeof getUsageSeries>[1]);
  return Object.fromEntries(results.map(({ usage_type, total }) => [usage_type, total]));
};
const granular: Ask = async (context, query) => {
  const parsed = usageGranular.query?.parse(query) as Parameters<typeof getUsageGranular>[1];
  return (await getUsageGranular(context, parsed)).summary.total_uploads;
};
const totals: Ask = async (context, query) => {
  const parsed = usageTotals.query?.parse({ period_end: "2026-02-01T00:00Z", ...query });
  const { body } = await getUsageTotals(context, { tenant_id: context.tenantId, ...parsed });
  return body.map(({ feature_key, quantity }) => `${feature_key} ${quantity}`);
};
const query: Ask = async (context, { slug = "calls", ...asked }) => {
  const { data } = await queryMeter(context, { slug, ...asked } as Parameters<typeof queryMeter>[1]);
  return data.map(({ value }) => value);
};
const list: Ask = async (context, asked) => {
  const parsed = openMeterEvents.query?.parse(asked) as Parameters<typeof listOpenMeterEvents>[1];
  return (await listOpenMeterEvents(context, parsed)).length;
};

describe("over an archived month", () => {
  it.each<[string, Ask, Query, unknown]>([
    ["sums", series, { usage_types: '["ai_tokens","calls"]' }, { ai_tokens: "7.5", calls: "2" }],
    [
      "sums of another zone",
      series,
      { usage_type: "ai_tokens", timezone: "Asia/Kolkata" },
      { ai_tokens: "7.5" },
    ],
    [
      "sums cut at quarter hours",
      totals,
      { feature_keys: '["api","calls"]', period_start: "2026-01-10T10:00Z" },
      ["api 1", "calls 1"],
    ],
    [
      "uploads by subject, of which it holds none",
      series,
      { usage_type: "storage", subject: "ann" },
      { storage: "0" },
    ],
    ["attempts after it", granular, { start_date: "2026-02-01", end_date: "2026-03-31" }, 1],
    ["windows without bounds", query, {}, [2]],
    ["windows of hours", query, { windowSize: "HOUR" }, [1, 1]],
    ["the newest events", list, {}, 5],
    ["events after it", list, { from: "2026-02-01T00:00:00Z" }, 2],
  ])("%s are answered", (_, asking, asked, expected) =>
    database.inTransaction(async (db) => {
      const context = await withArchivedJanuary(db);
      expect(await asking(context, asked)).toEqual(expected);
    }),
  );

  it.each<[string, Ask, Query, string]>([
    ["unique counts", series, { usage_type: "users" }, "usage_types"],
    ["all meters, one of which needs events", series, {}, "usage_types"],
    [
      "the state of an earlier instant",
      series,
      { usage_type: "api", as_of: "2026-02-01T00:00:00Z" },
      "as_of",
    ],
    ["subjects", series, { usage_type: "ai_tokens", breakdowns: '["subject"]' }, "breakdowns"],
    ["one subject", series, { usage_type: "ai_tokens", subject: "ann" }, "subjects"],
    ["one key", series, { usage_type: "api", api_key_id: "k" }, "api_key_ids"],
    ["percentiles", granular, { start_date: "2026-01-31", end_date: "2026-03-31" }, "start_date"],
    ["percentiles of instants", granular, { from: "2026-01-01T00:00Z", to: "2026-03-01T00:00Z" }, "from"],
    [
      "a cut quarter hour",
      totals,
      { feature_keys: '["api"]', period_start: "2026-01-10T10:07Z" },
      "period_start",
    ],
    [
      "unique totals",
      totals,
      { feature_keys: '["users"]', period_start: "2026-01-01T00:00Z" },
      "feature_keys",
    ],
    ["minutes", query, { windowSize: "MINUTE", to: "2026-01-11T00:00Z" }, "windowSize"],
    ["a subject's windows", query, { subject: '["ann"]' }, "groupBy"],
    ["unique windows", query, { slug: "users" }, "from"],
    ["events since then", list, { from: "2026-01-31T00:00:00Z" }, "from"],
    ["events until then", list, { to: "2026-01-31T00:00:00Z" }, "to"],
  ])("%s are refused, naming the parameter", (_, asking, asked, field) =>
    database.inTransaction(async (db) => {
      const context = await withArchivedJanuary(db);
      const answer = asking(
        context,
        asked.subject && asking === query ? { ...asked, subject: ["ann"] as never } : asked,
      );
      await expect(answer).rejects.toMatchObject({ code: "archived", field });
    }),
  );

  it("dimensions of a meter's own are refused", () =>
    database.inTransaction(async (db) => {
      const context = await withArchivedJanuary(db);
      const grouped = { slug: "calls", groupBy: ["model"] };
      await expect(queryMeter(context, grouped)).rejects.toMatchObject({
        code: "archived",
        field: "groupBy",
      });
      const filtered = { slug: "calls", filterGroupBy: { model: ["x"] } };
      await expect(queryMeter(context, filtered)).rejects.toMatchObject({ field: "filterGroupBy" });
    }));

  it("another organization is answered", () =>
    database.inTransaction(async (db) => {
      await withArchivedJanuary(db);
      const other = await makeOrganization(db);
      await createMeter(other, {
        key: "users",
        displayName: "U",
        unit: "user",
        aggregation: "unique_count",
        eventType: "call",
        valueProperty: "$.user",
      });
      await recordFixture(other, [
        { id: "1", source: "test", type: "call", time: "2026-01-10T10:07:30Z", data: { user: "a" } },
      ]);
      expect(await series(other, { usage_type: "users" })).toEqual({ users: "1" });
    }));
});
