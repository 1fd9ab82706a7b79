import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageSeries } from "@/lib/contracts/usage-series";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { getUsageSeries } from "@/lib/services/usage/get-usage-series";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";

const database = useDatabase();

async function series(context: Context, asked: Record<string, string>) {
  const query = usageSeries.query?.parse(asked);
  if (!query) throw new Error("This endpoint takes a query.");
  const { results } = await getUsageSeries(context, query);
  return results.map(({ label, data_exact, total, event_counts }) => [
    label,
    data_exact,
    total,
    event_counts,
  ]);
}

it("takes usage back by a negative quantity, at any age, exactly", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db, { timezone: "America/Havana" });
    const at = "2001-03-04T12:00:00Z";
    await recordFixture(acme, [
      usage(at, "compute", "10.000000000000000001", { team_id: "web", provider: "aws" }, "ann"),
      usage("2001-03-05T12:00:00Z", "compute", 4, { team_id: "web" }),
    ]);
    await compactDays(db);
    // Twenty-five years late, into days that are rolled up: part of the first, and more than there is of the second.
    await recordFixture(acme, [
      usage(at, "compute", "-0.000000000000000001", { team_id: "web", provider: "aws" }, "ann"),
      usage("2001-03-05T12:00:00Z", "compute", "-4.5", { team_id: "web" }),
    ]);
    const range = { start_date: "2001-03-04", end_date: "2001-03-05", usage_type: "compute" };
    const whole = [["Compute", ["10", "-0.5"], "9.5", [2, 2]]];
    expect(await series(acme, range)).toEqual(whole);
    await compactDays(db);
    expect(await series(acme, range)).toEqual(whole);
    expect(await series(acme, { ...range, timezone: "Asia/Kathmandu" })).toEqual(whole);
    expect(await series(acme, { ...range, breakdowns: '["subject"]' })).toEqual([
      ["ann", ["10", "0"], "10", [2, 0]],
      ["(none)", ["0", "-0.5"], "-0.5", [0, 2]],
    ]);
  }));

it("frees storage, adjusts requests and uploads by generic events, and meters of own types", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    await createMeter(acme, {
      ...{ key: "tokens", displayName: "Tokens", unit: "token" },
      ...{ eventType: "llm", valueProperty: "$.n" },
    });
    const at = "2026-10-05T10:00:00Z";
    await recordFixture(acme, [
      upload(at, { file_size: 100 }),
      request(at, { bytes: 30 }),
      ...["storage", "bandwidth", "api", "file_uploads"].map((meter) => usage(at, meter, -1)),
      { id: "1", source: "s", type: "llm", time: at, data: { n: 5 } },
      { id: "2", source: "s", type: "llm", time: at, data: { n: "-7.25" } },
    ]);
    const range = { start_date: "2026-10-05", end_date: "2026-10-05" };
    const totals = (await series(acme, range)).map(([label, , total]) => [label, total]);
    // 100 − 1 and 30 − 1 bytes, 1 − 1 requests and uploads, 5 − 7.25 tokens.
    expect(Object.fromEntries(totals)).toEqual({
      "Storage written": "99",
      Bandwidth: "29",
      "API requests": "0",
      "File uploads": "0",
      Tokens: "-2.25",
    });
  }));

it("refuses negative sizes of what really happened", () =>
  database.inTransaction(async (db) => {
    const acme = await makeOrganization(db);
    const at = "2026-10-05T10:00:00Z";
    const sent = [
      upload(at, { file_size: -1 }),
      request(at, { bytes: -1 }),
      request(at, { response_time_ms: -1 }),
    ];
    const { rejected, results } = await recordEvents(acme, sent);
    expect(rejected).toBe(3);
    expect(results.map(({ code }) => code)).toEqual(["invalid_value", "invalid_value", "invalid_value"]);
  }));
