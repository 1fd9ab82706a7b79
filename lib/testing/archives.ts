import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { apiRequests, eventKeys, fileUploads, usageEvents } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { archiveEvents } from "@/lib/services/archive/archive-events";
import { type FoundArchive, readManifest } from "@/lib/services/archive/read-archive";
import { createMeter } from "@/lib/services/meters/create-meter";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";

export const now = new Date("2026-11-20T12:00:00Z");
export const DIFFICULT = {
  endpoint: 'line\nbreak "quoted" \u2028 \\',
  error_message: "naïve ☃ 𝄞 \u0001",
  nested: { deep: [1.5, "1.50", null, true], big: "12345678901234567890.123456789" },
};
export const CALL = { id: "call", source: "own", type: "llm.call", data: { tokens: "7.25", model: "x" } };
export const JANUARY = [
  upload("2026-01-01T00:00:00Z", { file_size: 10, team_id: "web", file_type: "text/css" }, "ann"),
  request("2026-01-15T10:07:30.123456Z", {
    ...DIFFICULT,
    status_code: 503,
    response_time_ms: "12.50",
    bytes: 99,
  }),
  usage("2026-01-31T23:59:59.999999Z", "ai_tokens", "-0.000000000000000001000"),
  { ...CALL, time: "2026-01-15T10:00:00Z" },
];
const FEBRUARY = upload("2026-02-01T00:00:00Z", { file_size: 3 });

/** An organization with an event of each kind in January, one of them of an own type, and one in February. */
export async function withJanuary(db: Db): Promise<Context> {
  const context = await makeOrganization(db, { now, timezone: "America/New_York" });
  const own = { displayName: "Tokens", unit: "token", eventType: "llm.call", valueProperty: "$.tokens" };
  await createMeter(context, { key: "tokens", ...own });
  await recordFixture(context, [...JANUARY, FEBRUARY]);
  return context;
}

/** A folder for the archives of a test file, and what is archived into it. */
export function useArchives() {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "meterline-archive-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  /** January is the only month that lies wholly before 270 days ago. */
  const archive = (context: Context) => archiveEvents(context, { olderThanDays: 270, folder });
  return {
    get folder(): string {
      return folder;
    },
    archive,
    archiveJanuary: async (context: Context): Promise<FoundArchive> => {
      const [month] = await archive(context);
      if (!month?.manifest) throw new Error("January was not archived.");
      return readManifest(month.manifest);
    },
  };
}

const ROWS = { uploads: fileUploads, requests: apiRequests, usage: usageEvents } as const;
/** Every event of an organization, column by column. */
export async function rows(db: Db, { tenantId }: Context): Promise<string> {
  const read = (table: (typeof ROWS)[keyof typeof ROWS]) =>
    asOperator(db, (tx) =>
      tx.execute(sql`select e::text as row from ${table} e where organization_id = ${tenantId} order by id`),
    );
  const all = await Promise.all(Object.values(ROWS).map(async (table) => (await read(table)).rows));
  return JSON.stringify(all);
}

export const counted = (db: Db, { tenantId }: Context) =>
  asOperator(db, async (tx) => ({
    uploads: await tx.$count(fileUploads, eq(fileUploads.organizationId, tenantId)),
    keys: await tx.$count(eventKeys, eq(eventKeys.organizationId, tenantId)),
  }));

/** Every quarter hour of an organization. */
export async function quarterHours(db: Db, { tenantId }: Context): Promise<string> {
  const kept = await asOperator(db, (tx) =>
    tx.execute(sql`
      select r::text as row from rollup_quarter_hours r where organization_id = ${tenantId} order by 1`),
  );
  return JSON.stringify(kept.rows);
}

/** What every meter comes to in January and February of several zones. */
export async function sums(context: Context): Promise<unknown[]> {
  const answers = [];
  for (const timezone of ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]) {
    const window = { period_start: "2026-01-01T00:00", period_end: "2026-03-01T00:00", timezone };
    answers.push((await getUsageTotals(context, { tenant_id: context.tenantId, ...window })).body);
  }
  return answers;
}

export const january = { start: new Date("2026-01-01T00:00Z"), end: new Date("2026-02-01T00:00Z") };
export const clean = (db: Db) =>
  expect(verifyRollups(db)).resolves.toMatchObject({ differences: 0, skipped: [] });
