import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageAnomalies } from "@/lib/contracts/usage-anomalies";
import { addDays } from "@/lib/domain/calendar";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageAnomalies } from "./get-usage-anomalies";

const database = useDatabase();
const ask = (context: Context, parameters: Record<string, string> = {}) =>
  askUsage(usageAnomalies, getUsageAnomalies, context, { usage_type: "compute", ...parameters });

/** A hundred on working days and ten on weekends, in ten events a day, up to 19 November 2026, a Thursday. */
function ordinary(changes: Record<string, number> = {}) {
  return Array.from({ length: 70 }, (_, ago) => addDays("2026-11-19", -ago)).flatMap((date) => {
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    const total = changes[date] ?? (weekend ? 10 : 100);
    return Array.from({ length: total === 0 ? 0 : 10 }, (_, hour) =>
      usage(`${date}T${String(hour + 8).padStart(2, "0")}:00:00Z`, "compute", `${total / 10}`),
    );
  });
}

it("explains a spike and a gap by the same weekdays before", () =>
  database.inTransaction(async (db) => {
    const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
    await recordFixture(other, ordinary());
    await recordFixture(context, ordinary({ "2026-11-15": 100, "2026-11-18": 0 }));
    const { anomalies, checked, meta } = await ask(context, { start_date: "2026-11-10" });
    expect(anomalies).toMatchObject([
      { date: "2026-11-15", total: "100", expected: "10", event_count: 10, season: "weekday" },
      { date: "2026-11-18", total: "0", expected: "100", event_count: 0, season: "weekday" },
    ]);
    const [spike, gap] = anomalies.map(({ low, high, score }) => [low, high, score].map(Number));
    expect(spike?.[1]).toBeLessThan(100);
    expect(spike?.[2]).toBeGreaterThan(3.5);
    expect(gap?.[0]).toBeGreaterThan(0);
    expect(gap?.[2]).toBeLessThan(-3.5);
    // Ten days are over; today is not.
    expect(checked).toBe(10);
    expect(meta).toMatchObject({ from: "2026-11-10T00:00:00.000Z", interval: "day" });
    expect((await ask(other, { start_date: "2026-11-10" })).anomalies).toEqual([]);
  }));

it("judges a bucket as it did before later ones came", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, ordinary({ "2026-11-05": 400, "2026-11-12": 400, "2026-11-19": 400 }));
    const wide = await ask(context, { start_date: "2026-11-01" });
    const narrow = await ask(context, { start_date: "2026-11-05", end_date: "2026-11-05" });
    expect(narrow.anomalies).toEqual(wide.anomalies.slice(0, 1));
    expect(narrow.anomalies).toMatchObject([{ date: "2026-11-05", expected: "100" }]);
  }));

it("leaves out what a range cuts, and finds hours, weeks and months", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, ordinary({ "2026-11-18": 1000 }));
    const cut = await ask(context, { from: "2026-11-18T06:00Z", to: "2026-11-19T00:00Z" });
    expect(cut).toMatchObject({ anomalies: [], checked: 0 });
    const hours = await ask(context, { interval: "hour", start_date: "2026-11-18", end_date: "2026-11-18" });
    expect(hours.checked).toBe(24);
    expect(hours.anomalies.map(({ date }) => date.slice(11, 13))).toEqual(
      Array.from({ length: 10 }, (_, hour) => String(hour + 8).padStart(2, "0")),
    );
    expect(hours.anomalies[0]).toMatchObject({ total: "100", expected: "10", season: "hour_of_week" });
    const weeks = await ask(context, { interval: "week", start_date: "2026-09-01", end_date: "2026-11-15" });
    expect(weeks).toMatchObject({ anomalies: [], checked: 3 });
    const months = await ask(context, {
      interval: "month",
      start_date: "2026-01-01",
      end_date: "2026-10-31",
    });
    expect(months).toMatchObject({ anomalies: [], checked: 0 });
  }));

it("judges averages too, where they are known, and nothing where nothing happened", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    expect(await ask(context)).toMatchObject({ anomalies: [], checked: 0 });
    await createMeter(context, {
      ...{ key: "latency", aggregation: "avg", displayName: "Latency", unit: "ms" },
      ...{ eventType: "call", valueProperty: "$.ms" },
    });
    const call = (ago: number) => ({
      ...{ id: `${ago}`, source: "test", type: "call", time: `${addDays("2026-11-19", -ago)}T08:00:00Z` },
      data: { ms: ago === 1 ? 5000 : 100 },
    });
    // No calls on the day before the slow one.
    await recordFixture(
      context,
      [...Array.from({ length: 40 }, (_, ago) => call(ago))].filter(({ id }) => id !== "2"),
    );
    const { anomalies, checked } = await ask(context, { usage_type: "latency", start_date: "2026-11-16" });
    expect(anomalies).toMatchObject([{ date: "2026-11-18", total: "5000", expected: "100" }]);
    expect(checked).toBe(3);
  }));
