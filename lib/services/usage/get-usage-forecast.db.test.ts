import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageForecast } from "@/lib/contracts/usage-forecast";
import { addDays } from "@/lib/domain/calendar";
import { addDecimals } from "@/lib/domain/decimal";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageForecast } from "./get-usage-forecast";

const database = useDatabase();
const ask = (context: Context, parameters: Record<string, string> = {}) =>
  askUsage(usageForecast, getUsageForecast, context, { usage_type: "compute", ...parameters });

/** Ten on every day up to 19 November 2026; it is noon of the 20th. */
const steady = (days: number) =>
  Array.from({ length: days }, (_, ago) =>
    usage(`${addDays("2026-11-19", -ago)}T06:00:00Z`, "compute", "10"),
  );

it("adds what is expected to what was used, up to the end of the billing period", () =>
  database.inTransaction(async (db) => {
    const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
    await recordFixture(other, [usage("2026-11-19T06:00:00Z", "compute", "1000")]);
    await recordFixture(context, [...steady(60), usage("2026-11-20T06:00:00Z", "compute", "4.25")]);
    const told = await ask(context);
    // 19 days of 10 and 4.25 so far; half of the 20th and ten days are left.
    expect(told).toMatchObject({
      ...{ used: "194.25", projected_total: "299.25", low: "299.25", high: "299.25" },
      ...{ method: "seasonal_exponential_smoothing", learned_buckets: 60 },
      ...{ period_start: "2026-11-01T00:00:00.000Z", period_end: "2026-12-01T00:00:00.000Z" },
    });
    expect(told.points).toHaveLength(30);
    expect(told.points[18]).toMatchObject({ date: "2026-11-19", actual: "10", projected: "10", low: "10" });
    expect(told.points[19]).toMatchObject({ date: "2026-11-20", actual: "4.25", projected: "9.25" });
    expect(told.points[20]).toMatchObject({ date: "2026-11-21", actual: null, projected: "10", high: "10" });
    expect(addDecimals(told.points.map(({ projected }) => projected ?? "0"))).toBe(told.projected_total);
    expect(told.meta).toMatchObject({ from: "2025-11-21T00:00:00.000Z", to: "2026-11-21T00:00:00.000Z" });
  }));

it("follows the organization's anchor day and zone, and learns from the range asked for", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db, { timezone: "Asia/Kathmandu", billingAnchorDay: 15 });
    await recordFixture(context, steady(30));
    const told = await ask(context, { start_date: "2026-11-10", end_date: "2026-11-19" });
    expect(told).toMatchObject({ used: "50", learned_buckets: 10, period_start: "2026-11-14T18:15:00.000Z" });
    expect(told.points.at(-1)?.date).toBe("2026-12-14");
    expect(told.meta).toMatchObject({ from: "2026-11-09T18:15:00.000Z", timezone: "Asia/Kathmandu" });
    const weeks = await ask(context, { interval: "week", start_date: "2026-11-10" });
    // The week of 9 November reaches into the period with one day.
    expect(weeks.points.map(({ date, actual }) => [date, actual])).toEqual([
      ["2026-11-09", "10"],
      ["2026-11-16", "40"],
      ["2026-11-23", null],
      ["2026-11-30", null],
      ["2026-12-07", null],
      ["2026-12-14", null],
    ]);
    expect(weeks.method).toBe("insufficient_data");
    const hours = await ask(context, { interval: "hour" });
    expect(hours.points).toHaveLength(30 * 24);
    expect(hours.used).toBe("50");
  }));

it("says so when there is too little to learn from, and keeps what was used exact", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    expect(await ask(context)).toMatchObject({ ...UNKNOWN, used: "0", learned_buckets: 0 });
    await recordFixture(context, steady(6));
    const told = await ask(context);
    expect(told).toMatchObject({ ...UNKNOWN, used: "60", learned_buckets: 6 });
    expect(told.points[18]).toMatchObject({ actual: "10", projected: "10" });
    expect(told.points[19]).toMatchObject({ actual: "0", projected: null, low: null, high: null });
    expect(told.points[20]).toMatchObject({ actual: null, projected: null });
  }));
const UNKNOWN = { projected_total: null, low: null, high: null, method: "insufficient_data" };

it("refuses a meter whose amounts do not add up", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await createMeter(context, {
      ...{ key: "latency", aggregation: "avg", displayName: "Latency", unit: "ms" },
      ...{ eventType: "call", valueProperty: "$.ms" },
    });
    await expect(ask(context, { usage_type: "latency" })).rejects.toMatchObject({
      ...{ code: "invalid_parameter", field: "usage_type" },
    });
  }));
