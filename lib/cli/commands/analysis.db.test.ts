import { beforeAll, expect, it } from "vitest";
import { startCommand } from "@/lib/testing/command-line";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage as event, request } from "@/lib/testing/usage-events";

const database = useDatabase();
const usage = (...args: string[]) =>
  startCommand(args, { DATABASE_URL: database.url, DATABASE_DRIVER: "pg" }).ended;
const week = ["--from", "2026-03-02", "--to", "2026-03-08"];

beforeAll(async () => {
  const context = await makeOrganization(database.db);
  await recordFixture(context, [
    event("2026-02-25T10:00:00Z", "compute", "2"),
    event("2026-03-02T10:00:00Z", "compute", "1.5"),
    event("2026-03-03T10:00:00Z", "compute", "3.5"),
    request("2026-03-03T23:30:00Z"),
  ]);
});

it("reports what was used, against the days before or day by day, as table, JSON and CSV", {
  timeout: 180_000,
}, async () => {
  const told = await usage("report", ...week);
  expect(told).toMatchObject({ exitCode: 0, stderr: "" });
  expect(told.stdout).toMatch(/^compute +Compute +second +2 +5 +2 +3 +150$/m);
  expect(told.stdout).toMatch(/^api +API requests +request +1 +1 +0 +1 +-$/m);
  const json = await usage("report", "compute", ...week, "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({
    rows: [{ usage_type: "compute", events: "2", total: "5", previous: "2", percent_change: "150" }],
    meta: { from: "2026-03-02T00:00:00.000Z", to: "2026-03-09T00:00:00.000Z", timezone: "UTC" },
  });
  const csv = await usage("report", "compute", ...week, "--detailed", "--format", "csv");
  expect(csv.stdout.split("\r\n").slice(0, 4)).toEqual([
    "date,usage_type,unit,complete,events,total",
    "2026-03-02,compute,second,yes,1,1.5",
    "2026-03-03,compute,second,yes,1,3.5",
    "2026-03-04,compute,second,yes,0,0",
  ]);
  const none = await usage("report", "--from", "2025-01-01", "--to", "2025-01-02");
  expect(none.stdout).toBe("No usage in this range.\n");
});

it("tells the shape, the course and the peaks of one meter and of all", { timeout: 180_000 }, async () => {
  const stats = await usage("stats", "all", ...week);
  // Days 1.5, 3.5 and five of nothing: variance 14.5 / 7 − (5 / 7)² = 1.56122…
  expect(stats.stdout).toMatch(/^compute +second +event +2 +5 +2\.5 +1\.5 +3\.5 +2\.5 +3\.4 +3\.48 +-$/m);
  expect(stats.stdout).toMatch(/^compute +second +day +7 +5 +0\.714286 +0 +3\.5 +0 +2\.9 +3\.38 +1\.24949$/m);
  expect(stats.stdout).toMatch(/^api +request +day +7 +1 /m);
  const trends = await usage("trends", "compute", ...week, "--interval", "week", "--limit", "1", "--json");
  expect(JSON.parse(trends.stdout)).toMatchObject({
    trends: [{ trends: [{ date: "2026-03-02", total: "5", previous: "2", percent_change: "150" }] }],
  });
  const peaks = await usage("peaks", "api", ...week, "--timezone", "Asia/Kathmandu", "--limit", "1");
  expect(peaks.stdout).toMatch(/^api +2026-03-04 +1 +1 +-$/m);
  const unknown = await usage("stats", "nothing");
  expect(unknown).toMatchObject({ exitCode: 2, stdout: "" });
  expect(unknown.stderr).toContain('there is no meter "nothing"');
});
