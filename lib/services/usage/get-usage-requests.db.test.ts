import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { type UsageRequests, usageRequests } from "@/lib/contracts/usage-requests";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { getUsageGranular } from "@/lib/services/usage/get-usage-granular";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload } from "@/lib/testing/usage-events";
import { getUsageRequests } from "./get-usage-requests";

const database = useDatabase();
const range = { start_date: "2026-11-18", end_date: "2026-11-20" };

async function ask(context: Context, query: Record<string, string> = {}): Promise<UsageRequests> {
  const parsed = usageRequests.query?.parse({ ...range, ...query });
  if (!parsed) throw new Error("Requests take a query.");
  return usageRequests.response.parse(await getUsageRequests(context, parsed));
}

const files = (time: string, response_time_ms: number, data = {}) =>
  request(time, { endpoint: "/files", method: "GET", response_time_ms, bytes: 100, team_id: "web", ...data });

/** Four requests of files (10, 20, 30, 40 ms), one of them failed; two of search without durations; one upload. */
async function recordRequests(context: Context) {
  const failure = { status_code: 500, error_message: "boom" };
  return recordFixture(context, [
    files("2026-11-18T10:00:00Z", 10),
    files("2026-11-18T11:00:00Z", 20),
    files("2026-11-18T12:00:00Z", 30),
    files("2026-11-19T10:00:00Z", 40, failure),
    request("2026-11-19T11:00:00Z", { endpoint: "/search", method: "POST", status_code: 404 }, "ann"),
    request("2026-11-19T12:00:00Z", { endpoint: "/search", status_code: undefined }),
    upload("2026-11-19T12:00:00Z"),
  ]);
}

it("counts by bucket, endpoint, method and status", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordRequests(context);
    const answer = await ask(context);
    // Of 10, 20, 30, 40: the median lies between 20 and 30; p95 at place 2.85, p99 at 2.97, of 0 to 3.
    expect(answer.summary).toEqual({
      ...{
        total_requests: 6,
        successful_requests: 3,
        failed_requests: 2,
        error_rate: "40.00",
        total_bytes: "400",
      },
      ...{ avg_response_time_ms: "25", p50_response_time_ms: "25", p95_response_time_ms: "38.5" },
      ...{
        p99_response_time_ms: "39.7",
        min_response_time_ms: "10",
        max_response_time_ms: "40",
        endpoint_count: 2,
      },
    });
    expect(
      answer.series.map(({ date, total_requests, p95_response_time_ms }) => [
        date,
        total_requests,
        p95_response_time_ms,
      ]),
    ).toEqual([
      ["2026-11-18", 3, "29"],
      ["2026-11-19", 3, "40"],
      ["2026-11-20", 0, null],
    ]);
    expect(
      answer.endpoints.map(({ endpoint, total_requests, percentage, p50_response_time_ms, error_rate }) => [
        ...[endpoint, total_requests, percentage, p50_response_time_ms, error_rate],
      ]),
    ).toEqual([
      ["/files", 4, "66.67", "25", "25.00"],
      ["/search", 2, "33.33", null, "100.00"],
    ]);
    expect(
      answer.methods.map(({ method, total_requests, percentage }) => [method, total_requests, percentage]),
    ).toEqual([
      ["GET", 4, "66.67"],
      [null, 1, "16.67"],
      ["POST", 1, "16.66"],
    ]);
    expect(
      answer.status_classes.map(({ status_class, total_requests }) => [status_class, total_requests]),
    ).toEqual([
      ["2xx", 3],
      [null, 1],
      ["4xx", 1],
      ["5xx", 1],
    ]);
    // 10 and 20 stand in [10, 25), 30 and 40 in [25, 50).
    expect(answer.latency.filter(({ total_requests }) => total_requests > 0)).toEqual([
      { from_ms: "10", to_ms: "25", total_requests: 2 },
      { from_ms: "25", to_ms: "50", total_requests: 2 },
    ]);
    expect(answer.top_errors).toEqual([
      {
        ...{ status_code: 404, endpoint: "/search", method: "POST", error_message: null },
        total_requests: 1,
        last_at: "2026-11-19T11:00:00.000Z",
      },
      {
        ...{ status_code: 500, endpoint: "/files", method: "GET", error_message: "boom" },
        total_requests: 1,
        last_at: "2026-11-19T10:00:00.000Z",
      },
    ]);
  }));

it("agrees with the granular answer, in any zone", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db, { timezone: "Asia/Kathmandu" });
    await recordRequests(context);
    const { summary, series } = await ask(context, { interval: "hour" });
    const granular = await getUsageGranular(context, { ...range, interval: "hour" });
    expect(summary).toMatchObject({
      total_requests: granular.summary.total_requests,
      avg_response_time_ms: granular.summary.avg_response_time_ms,
      p95_response_time_ms: granular.summary.p95_response_time_ms,
    });
    expect(series.map(({ date, total_requests }) => [date, total_requests])).toEqual(
      granular.series.map(({ date, total_requests }) => [date, total_requests ?? 0]),
    );
  }));

it("a cancelled request is forgotten by counts, percentiles and errors", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const { results } = await recordRequests(context);
    await cancelEvent(context, { id: results[3]?.event_id ?? "" });
    const { summary, top_errors, endpoints } = await ask(context);
    expect(summary).toMatchObject({ total_requests: 5, failed_requests: 1, max_response_time_ms: "30" });
    expect(endpoints[0]).toMatchObject({ total_requests: 3, p50_response_time_ms: "20", error_rate: "0.00" });
    expect(top_errors.map(({ status_code }) => status_code)).toEqual([404]);
  }));

it("filters by what requests have, and lists as many as asked for", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordRequests(context);
    const total = async (query: Record<string, string>) => (await ask(context, query)).summary.total_requests;
    expect(await total({ team_id: "web" })).toBe(4);
    expect(await total({ subjects: '["ann"]' })).toBe(1);
    expect(await total({ endpoints: '["/search"]' })).toBe(2);
    expect(await total({ methods: '[null,"POST"]' })).toBe(2);
    expect(await total({ status_classes: '["4xx","5xx"]' })).toBe(2);
    expect(await total({ status_classes: "[null]" })).toBe(1);
    const one = await ask(context, { limit: "1" });
    expect([one.endpoints.length, one.top_errors.length, one.summary.endpoint_count]).toEqual([1, 1, 2]);
  }));

it("another organization's requests are not there, and nothing is told of nothing", () =>
  database.inTransaction(async (db) => {
    await recordRequests(await makeOrganization(db));
    const { summary, endpoints, methods } = await ask(await makeOrganization(db));
    expect(summary).toMatchObject({ total_requests: 0, error_rate: null, p95_response_time_ms: null });
    expect([endpoints, methods]).toEqual([[], []]);
  }));
