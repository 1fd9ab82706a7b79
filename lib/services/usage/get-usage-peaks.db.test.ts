import { expect, it } from "vitest";
import { usagePeaks } from "@/lib/contracts/usage-peaks";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsagePeaks } from "./get-usage-peaks";

const database = useDatabase();
const at = (time: string, quantity: string, team?: string) =>
  usage(`${time}:00Z`, "compute", quantity, team ? { team_id: team } : {});
const EVENTS = [
  at("2026-11-16T10:00", "4"),
  at("2026-11-17T10:00", "2", "web"),
  at("2026-11-17T11:00", "10"),
  at("2026-11-18T10:00", "4"),
  at("2026-11-20T11:59", "30"),
];
const range = { usage_type: "compute", start_date: "2026-11-16", end_date: "2026-11-20" };

it("lists the largest days first, in medians of the complete ones", () =>
  database.inTransaction(async (db) => {
    const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
    await recordFixture(context, EVENTS);
    await recordFixture(other, [at("2026-11-19T10:00", "1000")]);
    const { peaks } = await askUsage(usagePeaks, getUsagePeaks, context, range);
    // Complete days: 4, 12, 4, 0; their median is 4. Today is a peak already.
    expect(
      peaks.map(({ date, total, event_count, times_median }) => [date, total, event_count, times_median]),
    ).toEqual([
      ["2026-11-20", "30", 1, "7.5"],
      ["2026-11-17", "12", 2, "3"],
      ["2026-11-16", "4", 1, "1"],
      ["2026-11-18", "4", 1, "1"],
    ]);
    expect(peaks[1]).toMatchObject({ start: "2026-11-17T00:00:00.000Z", end: "2026-11-18T00:00:00.000Z" });
    expect(peaks.map(({ partial }) => partial)).toEqual([true, false, false, false]);
    const [web] = (await askUsage(usagePeaks, getUsagePeaks, context, { ...range, team_id: "web" })).peaks;
    expect(web).toMatchObject({ date: "2026-11-17", total: "2", times_median: null });
  }));

it("tells as many as asked for, in the interval and zone asked for", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, EVENTS);
    const hours = { ...range, interval: "hour", timezone: "Asia/Kathmandu", limit: "2" };
    const { peaks } = await askUsage(usagePeaks, getUsagePeaks, context, hours);
    // 11:59Z is 17:44 in Kathmandu, 11:00Z is 16:45.
    expect(peaks.map(({ date, start, total }) => [date, start, total])).toEqual([
      ["2026-11-20T17:00:00+05:45", "2026-11-20T11:15:00.000Z", "30"],
      ["2026-11-17T16:00:00+05:45", "2026-11-17T10:15:00.000Z", "10"],
    ]);
  }));

it("has none where nothing happened", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const { peaks } = await askUsage(usagePeaks, getUsagePeaks, context, { usage_type: "api" });
    expect(peaks).toEqual([]);
  }));
