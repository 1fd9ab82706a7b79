import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();
let utc: Context;
let berlin: Context;
let empty: Context;

const event = (type: string, time: string, data: object) => ({
  id: `${type} ${time} ${JSON.stringify(data)}`,
  source: "test",
  type,
  time,
  data,
});
const upload = (time: string, file_size: number | null, data: object = {}) =>
  event("file_upload", time, { upload_status: "success", file_size, ...data });
const request = (time: string, status_code: number | null, data: object = {}) =>
  event("api_request", time, { endpoint: "/", status_code, bytes: 1000, ...data });

/*
 * The 1st: two PNGs on aws (10 + 20 bytes), a failed PNG on aws (40), an HTML on vercel (5), one of nothing known (no
 * size), three requests on aws (200, 404, none). The 2nd, at its first instant: a PNG on aws (100). And a meter's
 * event, which is neither an upload nor a request.
 */
const png = { file_type: "image/png", provider: "aws", team_id: "web" };
const EVENTS = [
  upload("2026-11-01T00:00:00Z", 10, png),
  upload("2026-11-01T23:59:59.999999Z", 20, png),
  upload("2026-11-01T10:10:00Z", 40, { ...png, upload_status: "timeout" }),
  upload("2026-11-01T10:20:00Z", 5, { file_type: "text/html", provider: "vercel" }),
  upload("2026-11-01T10:59:59Z", null),
  request("2026-11-01T10:00:00Z", 200, { provider: "aws" }),
  request("2026-11-01T10:30:00Z", 404, { provider: "aws" }),
  request("2026-11-01T10:30:00Z", null, { provider: "aws" }),
  upload("2026-11-02T00:00:00Z", 100, png),
  event("usage", "2026-11-01T10:00:00Z", { usage_type: "storage", quantity: 77, provider: "aws" }),
];

beforeAll(async () => {
  utc = await makeOrganization(database.db);
  berlin = await makeOrganization(database.db, { timezone: "Europe/Berlin" });
  empty = await makeOrganization(database.db);
  for (const context of [utc, berlin]) await recordFixture(context, EVENTS);
});

const ask = async (context: Context, query: SQL) =>
  (await readAsTenant(database.db, context.tenantId, (tx) => tx.execute(query))).rows;

const COLUMNS = sql.raw(`team_id, provider, file_type, total_uploads::int, total_file_size::int,
  total_requests::int, successful_requests::int, failed_requests::int`);
const none = { team_id: null, provider: null, file_type: null };
const uploads = (count: number, bytes: number, failed = 0) => ({
  total_uploads: count,
  total_file_size: bytes,
  total_requests: 0,
  successful_requests: count - failed,
  failed_requests: failed,
});
const requests = { total_uploads: 0, total_file_size: 0, total_requests: 3 };
const FIRST = [
  { ...png, ...uploads(3, 70, 1) },
  { ...none, provider: "aws", ...requests, successful_requests: 1, failed_requests: 1 },
  { ...none, provider: "vercel", file_type: "text/html", ...uploads(1, 5) },
  { ...none, ...uploads(1, 0) },
];
const SECOND = { ...png, ...uploads(1, 100) };

describe.each(["dirty days", "clean days"])("usage in SQL, read from %s", (state) => {
  beforeAll(async () => {
    if (state === "clean days") await compactDays(database.db);
  });

  it.each([
    ["UTC", () => utc],
    ["another billing zone", () => berlin],
  ])("daily_usage has UTC days, for an organization in %s", async (_, context) => {
    const query = sql`select usage_date, ${COLUMNS} from daily_usage order by usage_date, team_id, provider`;
    expect(await ask(context(), query)).toEqual([
      ...FIRST.map((row) => ({ usage_date: "2026-11-01", ...row })),
      { usage_date: "2026-11-02", ...SECOND },
    ]);
  });

  it("hourly_usage has the hours of events", async () => {
    const query = sql`select (usage_hour at time zone 'UTC')::text as hour, ${COLUMNS} from hourly_usage
      where provider is not null and total_uploads > 0 order by usage_hour, provider`;
    expect(await ask(utc, query)).toEqual([
      { hour: "2026-11-01 00:00:00", ...png, ...uploads(1, 10) },
      { hour: "2026-11-01 10:00:00", ...png, ...uploads(1, 40, 1) },
      {
        hour: "2026-11-01 10:00:00",
        ...none,
        provider: "vercel",
        file_type: "text/html",
        ...uploads(1, 5),
      },
      { hour: "2026-11-01 23:00:00", ...png, ...uploads(1, 20) },
      { hour: "2026-11-02 00:00:00", ...png, ...uploads(1, 100) },
    ]);
  });

  it("monthly_usage adds the days up", async () => {
    const query = sql`select usage_month, ${COLUMNS} from monthly_usage order by team_id, provider`;
    const [, ...others] = FIRST;
    expect(await ask(utc, query)).toEqual(
      [{ ...png, ...uploads(4, 170, 1) }, ...others].map((row) => ({ usage_month: "2026-11-01", ...row })),
    );
  });

  it("get_usage_by_date_range includes both days and filters", async () => {
    const range = (rest: SQL) => sql`select usage_date, ${COLUMNS}
      from get_usage_by_date_range(${utc.tenantId}, ${rest}) order by usage_date, team_id, provider`;
    expect(await ask(utc, range(sql`'2026-11-02', '2026-11-03'`))).toEqual([
      { usage_date: "2026-11-02", ...SECOND },
    ]);
    expect(await ask(utc, range(sql`'2026-11-01', '2026-11-02', 'vercel'`))).toHaveLength(1);
    expect(await ask(utc, range(sql`'2026-11-01', '2026-11-01', file_type => 'image/png'`))).toEqual([
      { usage_date: "2026-11-01", ...FIRST[0] },
    ]);
    expect(await ask(utc, range(sql`'2026-10-01', '2026-10-31'`))).toEqual([]);
  });

  it("get_file_type_breakdown shares out the uploads to exactly 100.00", async () => {
    const query = sql`select file_type, total_uploads::int, total_file_size::int, percentage
      from get_file_type_breakdown(${utc.tenantId}, '2026-11-01', '2026-11-02')`;
    // 4, 1 and 1 of 6: 66.666…, 16.666…, 16.666… floor to 99.98; the largest remainder is a tie, the first two win.
    expect(await ask(utc, query)).toEqual([
      { file_type: "image/png", total_uploads: 4, total_file_size: 170, percentage: "66.67" },
      { file_type: "text/html", total_uploads: 1, total_file_size: 5, percentage: "16.67" },
      { file_type: null, total_uploads: 1, total_file_size: 0, percentage: "16.66" },
    ]);
  });

  it("get_provider_breakdown shares by uploads, and by requests where nothing was uploaded", async () => {
    const breakdown = (rest: SQL) => sql`select provider, total_uploads::int, total_file_size::int,
      total_requests::int, percentage from get_provider_breakdown(${utc.tenantId}, ${rest})`;
    expect(await ask(utc, breakdown(sql`'2026-11-01', '2026-11-02'`))).toEqual([
      { provider: "aws", total_uploads: 4, total_file_size: 170, total_requests: 3, percentage: "66.67" },
      { provider: "vercel", total_uploads: 1, total_file_size: 5, total_requests: 0, percentage: "16.67" },
      { provider: null, total_uploads: 1, total_file_size: 0, total_requests: 0, percentage: "16.66" },
    ]);
    const only = { provider: "vercel", total_uploads: 1, total_file_size: 5, total_requests: 0 };
    expect(await ask(utc, breakdown(sql`'2026-11-01', '2026-11-02', 'vercel'`))).toEqual([
      { ...only, percentage: "100.00" },
    ]);
    await database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [
        request("2026-11-01T00:00:00Z", 200, { provider: "aws" }),
        request("2026-11-01T00:00:00Z", 500),
        request("2026-11-01T00:00:01Z", 500),
      ]);
      const { rows } = await readAsTenant(db, context.tenantId, (tx) =>
        tx.execute(sql`select provider, percentage
          from get_provider_breakdown(${context.tenantId}, '2026-11-01', '2026-11-01')`),
      );
      expect(rows).toEqual([
        { provider: null, percentage: "66.67" },
        { provider: "aws", percentage: "33.33" },
      ]);
    });
  });

  it("shows nothing of another organization, whatever id is asked for", async () => {
    for (const view of ["daily_usage", "hourly_usage", "monthly_usage"])
      expect(await ask(empty, sql.raw(`select * from ${view}`))).toEqual([]);
    for (const name of ["get_usage_by_date_range", "get_file_type_breakdown", "get_provider_breakdown"])
      expect(
        await ask(empty, sql.raw(`select * from ${name}('${utc.tenantId}', '2026-11-01', '2026-11-02')`)),
      ).toEqual([]);
  });
});
