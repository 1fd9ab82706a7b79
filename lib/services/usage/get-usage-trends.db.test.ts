import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageTrends } from "@/lib/contracts/usage-trends";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageTrends } from "./get-usage-trends";

const database = useDatabase();

async function rows(context: Context, parameters: Record<string, string>) {
  const { trends } = await askUsage(usageTrends, getUsageTrends, context, {
    usage_type: "compute",
    ...parameters,
  });
  return trends.map(({ date, total, previous, change, percent_change, partial }) => [
    date,
    total,
    previous,
    change,
    percent_change,
    ...(partial ? ["partial"] : []),
  ]);
}

const at = (time: string, quantity: string) => usage(`${time}:00Z`, "compute", quantity);

it("compares every day with the one before, the first with the day before the range", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [
      at("2026-11-16T23:59", "8"),
      at("2026-11-17T00:00", "6"),
      at("2026-11-19T10:00", "3.5"),
      at("2026-11-20T10:00", "7"),
    ]);
    // It is noon of the 20th.
    expect(await rows(context, { start_date: "2026-11-17", end_date: "2026-11-21" })).toEqual([
      ["2026-11-17", "6", "8", "-2", "-25"],
      ["2026-11-18", "0", "6", "-6", "-100"],
      ["2026-11-19", "3.5", "0", "3.5", null],
      ["2026-11-20", "7", "3.5", "3.5", "100", "partial"],
      ["2026-11-21", null, "7", null, null, "partial"],
    ]);
  }));

it("leaves out what a range cuts off, and compares with the whole bucket before", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [
      at("2026-11-16T01:00", "5"),
      at("2026-11-17T09:59", "100"),
      at("2026-11-17T10:00", "4"),
    ]);
    expect(await rows(context, { from: "2026-11-17T10:00Z", to: "2026-11-18T00:00Z" })).toEqual([
      ["2026-11-17", "4", "5", "-1", "-20", "partial"],
    ]);
  }));

it("follows weeks and months of the organization's calendar, and the hours of a changed clock", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const sunday = { ...context, tenant: { ...context.tenant, weekStart: "sunday" as const } };
    await recordFixture(context, [
      at("2026-10-24T10:00", "1"), // Saturday
      at("2026-10-25T00:30", "2"), // Sunday, 02:30 in Berlin for the first time
      at("2026-10-25T01:30", "4"), // and for the second
    ]);
    const week = { start_date: "2026-10-25", end_date: "2026-10-31", interval: "week" };
    expect(await rows(sunday, week)).toEqual([["2026-10-25", "6", "1", "5", "500"]]);
    expect(await rows(context, { ...week, start_date: "2026-10-26" })).toEqual([
      ["2026-10-26", "0", "7", "-7", "-100", "partial"],
    ]);
    const month = { start_date: "2026-10-01", end_date: "2026-10-31", interval: "month" };
    expect(await rows(context, month)).toEqual([["2026-10-01", "7", "0", "7", null]]);
    const hours = { from: "2026-10-25T02:00", to: "2026-10-25T03:00", timezone: "Europe/Berlin" };
    expect(await rows(context, { ...hours, interval: "hour" })).toEqual([
      ["2026-10-25T02:00:00+02:00", "2", "0", "2", null],
      ["2026-10-25T02:00:00+01:00", "4", "2", "2", "100"],
    ]);
  }));

it("knows no change where an average is unknown", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await createMeter(context, {
      ...{ key: "latency", aggregation: "avg", displayName: "Latency", unit: "ms" },
      ...{ eventType: "call", valueProperty: "$.ms" },
    });
    const call = (id: string, day: number, ms: number) => ({
      ...{ id, source: "test", type: "call", time: `2026-11-${day}T08:00:00Z`, data: { ms } },
    });
    await recordFixture(context, [call("1", 16, 10), call("2", 16, 20), call("3", 17, 30), call("4", 19, 5)]);
    const range = { start_date: "2026-11-17", end_date: "2026-11-19" };
    expect(await rows(context, { usage_type: "latency", ...range })).toEqual([
      ["2026-11-17", "30", "15", "15", "100"],
      ["2026-11-18", null, "30", null, null],
      ["2026-11-19", "5", null, null, null],
    ]);
  }));

it("shows zeros where nothing happened, and nothing of another organization", () =>
  database.inTransaction(async (db) => {
    const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
    await recordFixture(other, [at("2026-11-17T10:00", "4")]);
    expect(await rows(context, { start_date: "2026-11-17", end_date: "2026-11-17" })).toEqual([
      ["2026-11-17", "0", "0", "0", null],
    ]);
  }));
