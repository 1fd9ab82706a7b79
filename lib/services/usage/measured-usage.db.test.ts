import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { usageSeries } from "@/lib/contracts/usage-series";
import { usageTotals } from "@/lib/contracts/usage-totals";
import type { Aggregation } from "@/lib/domain/meters";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { getUsageSeries } from "./get-usage-series";
import { getUsageTotals } from "./get-usage-totals";

const database = useDatabase();
const METERS: [key: string, aggregation: Aggregation, valueProperty: string][] = [
  ["average", "avg", "$.ms"],
  ["fastest", "min", "$.ms"],
  ["slowest", "max", "$.ms"],
  ["last", "latest", "$.ms"],
  ["users", "unique_count", "$.user"],
];

async function withMeters(db: Db): Promise<Context> {
  const context = await makeOrganization(db);
  for (const [key, aggregation, valueProperty] of METERS)
    await createMeter(context, {
      ...{ key, aggregation, valueProperty },
      ...{ displayName: key, unit: "ms", eventType: "call" },
    });
  return context;
}

const call = (id: string, time: string, ms: number | string, user: string, team?: string) => ({
  ...{ id, source: "test", type: "call", time: `2026-11-${time}:00Z` },
  data: { ms, user, team_id: team },
});
const CALLS = [
  call("1", "10T08:00", 10, "ann", "web"),
  call("2", "10T20:00", "20.5", "ann", "app"),
  call("3", "10T23:59", 30, "bob", "web"),
  call("4", "12T00:00", -5, "bob", "web"),
];

async function ask(context: Context, more: Record<string, string> = {}) {
  const range = { start_date: "2026-11-10", end_date: "2026-11-12" };
  const query = usageSeries.query?.parse({ ...range, ...more });
  if (!query) throw new Error("The series takes a query.");
  const answer = usageSeries.response.parse(await getUsageSeries(context, query));
  return answer.results.map(({ key, data_exact, total, event_counts }) => ({
    key,
    cells: data_exact,
    total,
    event_counts,
  }));
}

async function totals(context: Context, keys?: string[]) {
  const window = { period_start: "2026-11-10T00:00:00Z", period_end: "2026-11-13T00:00:00Z" };
  const asked = { tenant_id: context.tenantId, ...window, ...(keys ? { feature_keys: keys } : {}) };
  const { body } = await getUsageTotals(context, asked);
  const rows = usageTotals.response.parse(body);
  return Object.fromEntries(rows.map(({ feature_key, quantity }) => [feature_key, quantity]));
}

it("answers every bucket for itself and the whole range from its events", () =>
  database.inTransaction(async (db) => {
    const context = await withMeters(db);
    await recordFixture(context, CALLS);
    const answer = await ask(context);
    expect(answer.map(({ key, cells, total }) => [JSON.parse(key)[0], cells, total])).toEqual([
      ["slowest", ["30", null, "-5"], "30"],
      // (10 + 20.5 + 30) / 3 = 20.1666…; (10 + 20.5 + 30 - 5) / 4 = 13.875
      ["average", ["20.166667", null, "-5"], "13.875"],
      ["users", ["2", "0", "1"], "2"],
      ["fastest", ["10", null, "-5"], "-5"],
      ["last", ["30", null, "-5"], "-5"],
    ]);
    expect(answer.every(({ event_counts }) => event_counts.join() === "3,0,1")).toBe(true);
    const expected = { average: "13.875", fastest: "-5", last: "-5", slowest: "30", users: "2" };
    expect(await totals(context)).toEqual(expected);
  }));

it("is null where nothing happened, 0 for a unique count, and absent unless asked for", () =>
  database.inTransaction(async (db) => {
    const context = await withMeters(db);
    await recordFixture(context, [call("1", "01T00:00", 1, "ann")]);
    expect(await ask(context)).toEqual([]);
    expect(await totals(context)).toEqual({});
    expect(await totals(context, ["average", "users"])).toEqual({ average: null, users: "0" });
    const named = await ask(context, { usage_types: '["average","users"]' });
    // What has no total stands last.
    expect(named.map(({ cells, total }) => [cells, total])).toEqual([
      [["0", "0", "0"], "0"],
      [[null, null, null], null],
    ]);
    expect(await ask(context, { usage_type: "average", exclude_empty: "true" })).toEqual([]);
  }));

it("asks the events again for what was folded, instead of subtracting", () =>
  database.inTransaction(async (db) => {
    const context = await withMeters(db);
    await recordFixture(context, [...CALLS, call("5", "12T01:00", 7, "ann")]);
    const top = { breakdowns: '["team"]', top: "1" };
    const cells = async (usage_type: string) =>
      (await ask(context, { ...top, usage_type })).map((one) => [one.key, one.cells, one.total]);
    // web: ann, bob; the rest: ann in app on the 10th, ann without team on the 12th: one user in all.
    expect(await cells("users")).toEqual([
      ['["users","web"]', ["2", "0", "1"], "2"],
      ['{"other":"users"}', ["1", "0", "1"], "1"],
    ]);
    // app 20.5 is the largest average; the rest is (10 + 30) / 2 and (-5 + 7) / 2, in all 42 / 4.
    expect(await cells("average")).toEqual([
      ['["average","app"]', ["20.5", null, null], "20.5"],
      ['{"other":"average"}', ["20", null, "1"], "10.5"],
    ]);
    const all = await ask(context, { ...top, page_size: "1000" });
    expect(all.map(({ key }) => key).filter((key) => key.startsWith("{"))).toHaveLength(5);
  }));

it("forgets a cancelled event as if it had never been", () =>
  database.inTransaction(async (db) => {
    const context = await withMeters(db);
    await recordFixture(context, [...CALLS, call("same", "10T23:59", 30, "bob", "web")]);
    await cancelEvent(context, { id: eventId("test", "3") });
    // Its twin says the same, and stays.
    expect(await totals(context)).toMatchObject({ slowest: "30", users: "2", last: "-5" });
    for (const id of ["same", "4"]) await cancelEvent(context, { id: eventId("test", id) });
    const left = { average: "15.25", fastest: "10", last: "20.5", slowest: "20.5", users: "1" };
    expect(await totals(context)).toEqual(left);
    for (const id of ["1", "2"]) await cancelEvent(context, { id: eventId("test", id) });
    expect(await totals(context)).toEqual({});
    expect(await ask(context)).toEqual([]);
  }));

it("of two latest values at one instant tells the one recorded last", () =>
  database.inTransaction(async (db) => {
    const context = await withMeters(db);
    await recordFixture(context, [call("1", "10T08:00", 1, "ann")]);
    await recordFixture(context, [call("2", "10T08:00", 2, "ann")]);
    expect(await totals(context, ["last"])).toEqual({ last: "2" });
    await cancelEvent(context, { id: eventId("test", "2") });
    expect(await totals(context, ["last"])).toEqual({ last: "1" });
  }));

it("measures generic events that name such a meter, and skips values that are no numbers", () =>
  database.inTransaction(async (db) => {
    const context = await withMeters(db);
    const generic = { displayName: "x", unit: "x" };
    await createMeter(context, { key: "peak", aggregation: "max", ...generic });
    await createMeter(context, { key: "kinds", aggregation: "unique_count", ...generic });
    const usage = (id: string, usage_type: string, quantity: unknown) => ({
      ...{ id, source: "test", type: "usage", time: "2026-11-10T08:00:00Z" },
      data: { usage_type, quantity },
    });
    await recordFixture(context, [
      ...[usage("1", "peak", 5), usage("2", "peak", "7.25"), usage("3", "kinds", "a")],
      ...[usage("4", "kinds", "b"), usage("5", "kinds", "a"), usage("6", "api", 1)],
    ]);
    // The meter is younger than the event, in which it finds no number.
    await recordFixture(context, [call("c", "10T08:00", 1, "not a number")]);
    await createMeter(context, {
      ...{ key: "late", aggregation: "avg", valueProperty: "$.user", eventType: "call" },
      ...generic,
    });
    expect(await totals(context)).toMatchObject({ peak: "7.25", kinds: "2", api: "1" });
    expect(await totals(context, ["late"])).toEqual({ late: null });
  }));

it("keeps organizations apart", () =>
  database.inTransaction(async (db) => {
    const [ours, theirs] = [await withMeters(db), await withMeters(db)];
    await recordFixture(ours, CALLS);
    expect(await totals(theirs)).toEqual({});
    expect(await ask(theirs)).toEqual([]);
  }));
