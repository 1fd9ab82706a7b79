import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import { usageStatistics } from "@/lib/contracts/usage-statistics";
import type { Aggregation } from "@/lib/domain/meters";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageStatistics } from "./get-usage-statistics";

const database = useDatabase();
const ask = (context: Parameters<typeof getUsageStatistics>[0], parameters: Record<string, string>) =>
  askUsage(usageStatistics, getUsageStatistics, context, parameters);

const november = { start_date: "2026-11-16", end_date: "2026-11-20" };

it("tells the shape of single events and of complete days", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [
      usage("2026-11-16T08:00:00Z", "compute", "10"),
      usage("2026-11-16T23:59:59Z", "compute", "0.5"),
      usage("2026-11-18T00:00:00Z", "compute", "4", { team_id: "web" }),
      // Today is not over: its event counts, its day does not.
      usage("2026-11-20T01:00:00Z", "compute", "2.5"),
      usage("2026-11-17T01:00:00Z", "ai_tokens", "1"),
    ]);
    const { events, buckets, meta } = await ask(context, { usage_type: "compute", ...november });
    // Sorted 0.5, 2.5, 4, 10: 0.95 × 3 = 2.85, 4 + 0.85 × 6; 0.99 × 3 = 2.97.
    expect(events).toEqual({
      ...{ count: 4, total: "17", avg: "4.25", min: "0.5", max: "10" },
      ...{ median: "3.25", p95: "9.1", p99: "9.82" },
    });
    // 16 to 19 November: 10.5, 0, 4, 0. Squares 126.25 / 4 − 3.625² = 18.421875, root 4.29207…
    expect(buckets).toEqual({
      ...{ count: 4, total: "14.5", avg: "3.625", min: "0", max: "10.5" },
      ...{ median: "2", p95: "9.525", p99: "10.305", stddev: "4.292071" },
    });
    expect(meta).toMatchObject({ usage_type: "compute", unit: "second", interval: "day", timezone: "UTC" });
    const web = await ask(context, { usage_type: "compute", team_id: "web", ...november });
    expect(web.events).toMatchObject({ count: 1, total: "4", median: "4" });
    const without = await ask(context, { usage_type: "compute", exclude_team_ids: "[null]", ...november });
    expect(without.events).toEqual(web.events);
  }));

it("reads the meters that uploads and requests feed, and leaves out what has no bytes", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [
      request("2026-11-16T08:00:00Z", { bytes: 300 }),
      request("2026-11-16T09:00:00Z", { status_code: 500 }),
      usage("2026-11-17T09:00:00Z", "api", "7"),
      upload("2026-11-16T08:00:00Z", { file_size: 1000 }),
      upload("2026-11-16T08:00:00Z", { upload_status: "failed" }),
      usage("2026-11-17T09:00:00Z", "storage", "-400"),
    ]);
    const told = async (usage_type: string) => (await ask(context, { usage_type, ...november })).events;
    expect(await told("api")).toMatchObject({
      count: 3,
      total: "9",
      avg: "3",
      min: "1",
      max: "7",
      median: "1",
    });
    expect(await told("bandwidth")).toMatchObject({ count: 1, total: "300", p99: "300" });
    expect(await told("file_uploads")).toMatchObject({ count: 1, total: "1" });
    expect(await told("storage")).toMatchObject({
      count: 2,
      total: "600",
      avg: "300",
      min: "-400",
      max: "1000",
    });
  }));

it("forgets a cancelled event and keeps its equal", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const events = ["5", "5", "9"].map((quantity) => usage("2026-11-17T08:00:00Z", "compute", quantity));
    await recordFixture(context, events);
    for (const { id } of [events[0], events[2]].flatMap((event) => event ?? []))
      await cancelEvent(context, { id: eventId("test", id) });
    const { events: told } = await ask(context, { usage_type: "compute", ...november });
    expect(told).toMatchObject({ count: 1, total: "5", min: "5", max: "5", p99: "5" });
  }));

it("does not lose a digit of what floats cannot hold", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const big = "123456789012345678901234567890.000000001";
    await recordFixture(context, [
      usage("2026-11-17T08:00:00Z", "compute", big),
      usage("2026-11-17T08:00:00Z", "compute", "0"),
    ]);
    const { events } = await ask(context, { usage_type: "compute", ...november });
    expect(events).toMatchObject({
      total: big,
      max: big,
      median: "61728394506172839450617283945.0000000005",
    });
  }));

it("knows nothing but zeros where nothing happened, and sees no other organization", () =>
  database.inTransaction(async (db) => {
    const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
    await recordFixture(other, [usage("2026-11-17T08:00:00Z", "compute", "5")]);
    const { events, buckets } = await ask(context, { usage_type: "compute", ...november });
    const nothing = { avg: null, min: null, max: null, median: null, p95: null, p99: null };
    expect(events).toEqual({ count: 0, total: "0", ...nothing });
    // Four days without usage are four zeros.
    expect(buckets).toMatchObject({ count: 4, total: "0", avg: "0", p99: "0", stddev: "0" });
    const ahead = { start_date: "2026-12-01", end_date: "2026-12-02" };
    const later = await ask(context, { usage_type: "compute", ...ahead });
    expect(later.buckets).toEqual({ count: 0, total: "0", ...nothing, stddev: null });
  }));

it("cuts days in the zone: one of 25 hours is one day", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    // Berlin, 25 October 2026: from 24 October 22:00Z to 25 October 23:00Z.
    await recordFixture(context, [
      usage("2026-10-24T21:59:59Z", "compute", "1"),
      usage("2026-10-24T22:00:00Z", "compute", "10"),
      usage("2026-10-25T22:59:59Z", "compute", "10"),
      usage("2026-10-25T23:00:00Z", "compute", "1"),
    ]);
    const range = { start_date: "2026-10-24", end_date: "2026-10-26", timezone: "Europe/Berlin" };
    const { buckets } = await ask(context, { usage_type: "compute", ...range });
    expect(buckets).toMatchObject({ count: 3, max: "20", min: "1", median: "1" });
    const hours = await ask(context, { usage_type: "compute", ...range, interval: "hour" });
    expect(hours.buckets).toMatchObject({ count: 73, total: "22", max: "10" });
  }));

async function withCalls(db: Db) {
  const context = await makeOrganization(db);
  const aggregations: Aggregation[] = ["count", "avg", "min", "max", "latest", "unique_count"];
  for (const aggregation of aggregations)
    await createMeter(context, {
      ...{ key: `of_${aggregation}`, aggregation, displayName: aggregation, unit: "ms", eventType: "call" },
      valueProperty: aggregation === "count" ? null : "$.ms",
    });
  const call = (id: string, day: number, ms: number) => ({
    ...{ id, source: "test", type: "call", time: `2026-11-${day}T08:00:00Z`, data: { ms } },
  });
  await recordFixture(context, [call("1", 16, 10), call("2", 16, 30), call("3", 18, 5), call("4", 18, 5)]);
  return context;
}

it.each<[Aggregation, object, object]>([
  ["count", { count: 4, total: "4", avg: "1", p99: "1" }, { count: 4, total: "4", avg: "1" }],
  // Days without calls have no average: 20 and 5 are left.
  ["avg", { count: 4, total: "12.5", avg: "12.5", median: "7.5" }, { count: 2, total: null, avg: "12.5" }],
  ["max", { count: 4, total: "30", avg: "12.5", min: "5" }, { count: 2, total: null, max: "30", min: "5" }],
  ["min", { count: 4, total: "5", max: "30" }, { count: 2, total: null, max: "10" }],
  ["latest", { count: 4, total: "5", max: "30" }, { count: 2, total: null, min: "5" }],
  ["unique_count", { count: 4, total: "3", avg: null, p95: null }, { count: 4, total: null, max: "2" }],
])("tells what can be told of a meter that takes the %s", (aggregation, events, buckets) =>
  database.inTransaction(async (db) => {
    const context = await withCalls(db);
    const told = await ask(context, { usage_type: `of_${aggregation}`, ...november });
    expect(told).toMatchObject({ events, buckets, meta: { aggregation } });
  }),
);

it("refuses a meter that is not there", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await expect(ask(context, { usage_type: "nothing" })).rejects.toMatchObject({
      ...{ code: "unknown_usage_type", field: "usage_type" },
    });
  }));
