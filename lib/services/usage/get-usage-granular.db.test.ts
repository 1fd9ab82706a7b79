import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { type UsageGranular, usageGranular } from "@/lib/contracts/usage-granular";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload } from "@/lib/testing/usage-events";
import { getUsageGranular } from "./get-usage-granular";

const database = useDatabase();

async function ask(context: Context, query: Record<string, string> = {}): Promise<UsageGranular> {
  const parsed = usageGranular.query?.parse(query);
  if (!parsed) throw new Error("The granular answer takes a query.");
  return usageGranular.response.parse(await getUsageGranular(context, parsed));
}

const range = { start_date: "2026-11-18", end_date: "2026-11-21" };

/** Three uploads (one failed) and four requests (one failed, one without a status) on two days. */
async function fixture(context: Context): Promise<void> {
  await recordFixture(context, [
    upload("2026-11-18T10:00:00Z", { provider: "aws", file_type: "image/png" }),
    upload("2026-11-18T11:00:00Z", {
      provider: "aws",
      file_type: "text/css",
      file_size: 7,
      upload_status: "failed",
    }),
    upload("2026-11-19T10:00:00Z", { provider: "vercel", file_size: 1 }),
    request("2026-11-18T10:00:00Z", { provider: "aws", response_time_ms: 10, team_id: "web" }),
    request("2026-11-18T10:00:00Z", { provider: "aws", response_time_ms: 20, status_code: 404 }),
    request("2026-11-19T10:00:00Z", { provider: "edge", response_time_ms: 40 }),
    request("2026-11-19T10:00:00Z", { status_code: null }),
  ]);
}

describe("the granular answer", () => {
  it("counts attempts, per bucket and by file type and provider", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await fixture(context);
      const answer = await ask(context, range);
      expect(answer.summary).toEqual({
        total_uploads: 3,
        total_file_size: "108",
        successful_uploads: 2,
        failed_uploads: 1,
        total_requests: 4,
        successful_requests: 2,
        failed_requests: 1,
        // (10 + 20 + 40) / 3 of the three that said so; the 95th percentile lies 9/10 of the way from 20 to 40.
        avg_response_time_ms: "23.333333",
        p95_response_time_ms: "38",
      });
      const day = (date: string, uploads: number, size: string, requests: number[]) => ({
        date,
        total_uploads: uploads,
        total_file_size: size,
        total_requests: requests[0],
        successful_requests: requests[1],
        failed_requests: requests[2],
      });
      expect(answer.series.slice(0, 3)).toEqual([
        day("2026-11-18", 2, "107", [2, 1, 1]),
        day("2026-11-19", 1, "1", [2, 1, 0]),
        day("2026-11-20", 0, "0", [0, 0, 0]),
      ]);
      expect(answer.series[3]).toMatchObject({
        date: "2026-11-21",
        total_uploads: null,
        total_file_size: null,
      });
      expect(answer.file_types).toEqual([
        { file_type: "image/png", total_uploads: 1, total_file_size: "100", percentage: "33.34" },
        { file_type: "text/css", total_uploads: 1, total_file_size: "7", percentage: "33.33" },
        { file_type: null, total_uploads: 1, total_file_size: "1", percentage: "33.33" },
      ]);
      const provider = (
        name: string | null,
        uploads: number,
        size: string,
        requests: number,
        percentage: string,
      ) => ({
        provider: name,
        total_uploads: uploads,
        total_file_size: size,
        total_requests: requests,
        percentage,
      });
      expect(answer.providers).toEqual([
        provider("aws", 2, "107", 2, "66.67"),
        provider("vercel", 1, "1", 0, "33.33"),
        provider("edge", 0, "0", 1, "0.00"),
        provider(null, 0, "0", 1, "0.00"),
      ]);
    }));

  it("is of requests alone where nothing is uploaded, and leaves out what lacks the filtered dimension", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await fixture(context);
      const web = await ask(context, { ...range, team_id: "web" });
      expect(web.summary).toMatchObject({ total_uploads: 0, total_requests: 1, avg_response_time_ms: "10" });
      expect(web.providers).toMatchObject([{ provider: "aws", total_requests: 1, percentage: "100.00" }]);
      expect(web.file_types).toEqual([]);
      const images = await ask(context, { ...range, file_types: '["image/png"]' });
      expect(images.summary).toMatchObject({
        total_uploads: 1,
        total_requests: 0,
        avg_response_time_ms: null,
      });
    }));

  it("forgets what a correction took back, also in the percentile", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await fixture(context);
      const slow = request("2026-11-19T10:00:00Z", { provider: "edge", response_time_ms: 9000 });
      const { results } = await recordFixture(context, [slow]);
      expect((await ask(context, range)).summary).toMatchObject({
        total_requests: 5,
        avg_response_time_ms: "2267.5",
      });
      await cancelEvent(context, { id: results[0]?.event_id ?? "" });
      expect((await ask(context, range)).summary).toMatchObject({
        total_requests: 4,
        avg_response_time_ms: "23.333333",
        p95_response_time_ms: "38",
      });
    }));

  it("of nothing is zeros without averages", () =>
    database.inTransaction(async (db) => {
      const answer = await ask(await makeOrganization(db), range);
      expect(answer.summary).toMatchObject({
        total_uploads: 0,
        total_file_size: "0",
        avg_response_time_ms: null,
        p95_response_time_ms: null,
      });
      expect([answer.file_types, answer.providers]).toEqual([[], []]);
    }));

  it("is the same after compaction, and of one's own organization only", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await fixture(context);
      const before = await ask(context, range);
      await compactDays(db, { organizationId: context.tenantId });
      expect(await ask(context, range)).toEqual(before);
      expect((await ask(await makeOrganization(db), range)).summary.total_requests).toBe(0);
    }));
});
