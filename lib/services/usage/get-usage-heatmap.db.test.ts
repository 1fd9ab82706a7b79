import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageHeatmap } from "@/lib/contracts/usage-heatmap";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageHeatmap } from "./get-usage-heatmap";

const database = useDatabase();
const at = (time: string, quantity: string) => usage(`${time}:00Z`, "compute", quantity);

async function heat(context: Context, parameters: Record<string, string>) {
  const { heatmap, meta } = await askUsage(usageHeatmap, getUsageHeatmap, context, {
    usage_type: "compute",
    ...parameters,
  });
  const cell = (weekday: string, hour: number) => {
    const found = heatmap.find((one) => one.weekday === weekday && one.hour === hour);
    return [found?.average, found?.total, found?.event_count, found?.hours, found?.weeks];
  };
  return { heatmap, meta, cell };
}

it("averages the hours of the weeks that are over", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [
      at("2026-11-06T09:10", "4"), // Fridays
      at("2026-11-06T09:50", "2"),
      at("2026-11-13T09:00", "3"),
      at("2026-11-20T09:00", "30"),
      at("2026-11-20T12:00", "500"), // in the hour that is running
    ]);
    const range = { start_date: "2026-11-06", end_date: "2026-11-20" };
    const { cell, heatmap, meta } = await heat(context, range);
    expect(cell("friday", 9)).toEqual(["13", "39", 4, "3", 3]);
    expect(cell("friday", 12)).toEqual(["0", "0", 0, "2", 2]);
    expect(cell("monday", 9)).toEqual(["0", "0", 0, "2", 2]);
    expect(heatmap).toHaveLength(168);
    expect(heatmap[0]).toMatchObject({ weekday: "monday", hour: 0 });
    expect(meta).toMatchObject({ interval: "hour", from: "2026-11-06T00:00:00.000Z" });
    // In Kathmandu 09:00Z is 14:45, 09:10Z is 14:55 and 09:50Z is 15:35.
    const nepal = await heat(context, { ...range, timezone: "Asia/Kathmandu" });
    expect([nepal.cell("friday", 14), nepal.cell("friday", 15)]).toEqual([
      ["12.333333", "37", 3, "3", 3],
      ["0.666667", "2", 1, "3", 3],
    ]);
  }));

it("leaves out the hours that a range cuts, and knows cells that it never saw as unknown", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [at("2026-11-16T09:45", "4"), at("2026-11-16T10:00", "1")]);
    const { cell } = await heat(context, { from: "2026-11-16T09:30Z", to: "2026-11-16T11:00Z" });
    expect(cell("monday", 9)).toEqual([null, "0", 0, "0", 0]);
    expect(cell("monday", 10)).toEqual(["1", "1", 1, "1", 1]);
    expect(cell("tuesday", 10)).toEqual([null, "0", 0, "0", 0]);
  }));

it("counts Berlin's repeated hour as two and its skipped hour as none", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [at("2026-10-25T00:30", "2"), at("2026-10-25T01:30", "4")]);
    const autumn = { start_date: "2026-10-18", end_date: "2026-10-25", timezone: "Europe/Berlin" };
    expect((await heat(context, autumn)).cell("sunday", 2)).toEqual(["2", "6", 2, "3", 2]);
    const spring = { start_date: "2026-03-29", end_date: "2026-03-29", timezone: "Europe/Berlin" };
    expect((await heat(context, spring)).cell("sunday", 2)).toEqual([null, "0", 0, "0", 0]);
    expect((await heat(context, spring)).cell("sunday", 3)).toEqual(["0", "0", 0, "1", 1]);
  }));

it("looks back for years, but not without end", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [at("2023-11-24T09:00", "8")]);
    const { cell } = await heat(context, { start_date: "2023-11-24", end_date: "2026-11-19" });
    // 156 Fridays.
    expect(cell("friday", 9)).toEqual(["0.051282", "8", 1, "156", 156]);
    const endless = heat(context, { start_date: "2020-01-01", end_date: "2026-11-19" });
    await expect(endless).rejects.toMatchObject({ code: "too_many_points", field: "start_date" });
  }));
