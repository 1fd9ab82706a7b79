import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import {
  apiRequests,
  archivedSpans,
  eventKeys,
  fileUploads,
  rollupQuarterHours,
  usageEvents,
} from "@/db/schema";
import { asOperator } from "@/db/scope";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { deleteMeter } from "@/lib/services/meters/delete-meter";
import { listUncounted } from "@/lib/services/meters/list-uncounted";
import { changeTimezone } from "@/lib/services/organizations/change-timezone";
import { deleteOrganization } from "@/lib/services/organizations/delete-organization";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { archiveEvents } from "./archive-events";
import { dropArchived } from "./drop-archived";
import { checkArchive, readManifest } from "./read-archive";
import { unarchive } from "./unarchive";
import { writeArchive } from "./write-archive";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-archive-"));
});
afterAll(() => rm(folder, { recursive: true }));

const now = new Date("2026-11-20T12:00:00Z");
const DIFFICULT = {
  endpoint: 'line\nbreak "quoted" \u2028 \\',
  error_message: "naïve ☃ 𝄞 \u0001",
  nested: { deep: [1.5, "1.50", null, true], big: "12345678901234567890.123456789" },
};
const CALL = { id: "call", source: "own", type: "llm.call", data: { tokens: "7.25", model: "x" } };
const JANUARY = [
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

async function withJanuary(db: Db): Promise<Context> {
  const context = await makeOrganization(db, { now, timezone: "America/New_York" });
  const own = { displayName: "Tokens", unit: "token", eventType: "llm.call", valueProperty: "$.tokens" };
  await createMeter(context, { key: "tokens", ...own });
  await recordFixture(context, [...JANUARY, FEBRUARY]);
  return context;
}

/** January is the only month that lies wholly before 270 days ago. */
const archive = (context: Context) => archiveEvents(context, { olderThanDays: 270, folder });

async function archiveJanuary(context: Context) {
  const [month] = await archive(context);
  if (!month?.manifest) throw new Error("January was not archived.");
  return readManifest(month.manifest);
}

const ROWS = { uploads: fileUploads, requests: apiRequests, usage: usageEvents } as const;
async function rows(db: Db, { tenantId }: Context): Promise<string> {
  const read = (table: (typeof ROWS)[keyof typeof ROWS]) =>
    asOperator(db, (tx) =>
      tx.execute(sql`select e::text as row from ${table} e where organization_id = ${tenantId} order by id`),
    );
  const all = await Promise.all(Object.values(ROWS).map(async (table) => (await read(table)).rows));
  return JSON.stringify(all);
}

const counted = (db: Db, { tenantId }: Context) =>
  asOperator(db, async (tx) => ({
    uploads: await tx.$count(fileUploads, eq(fileUploads.organizationId, tenantId)),
    keys: await tx.$count(eventKeys, eq(eventKeys.organizationId, tenantId)),
  }));

async function quarterHours(db: Db, { tenantId }: Context): Promise<string> {
  const kept = await asOperator(db, (tx) =>
    tx.execute(sql`
      select r::text as row from rollup_quarter_hours r where organization_id = ${tenantId} order by 1`),
  );
  return JSON.stringify(kept.rows);
}

async function sums(context: Context): Promise<unknown[]> {
  const answers = [];
  for (const timezone of ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]) {
    const window = { period_start: "2026-01-01T00:00", period_end: "2026-03-01T00:00", timezone };
    answers.push((await getUsageTotals(context, { tenant_id: context.tenantId, ...window })).body);
  }
  return answers;
}

const january = { start: new Date("2026-01-01T00:00Z"), end: new Date("2026-02-01T00:00Z") };
const clean = (db: Db) => expect(verifyRollups(db)).resolves.toMatchObject({ differences: 0, skipped: [] });

describe("an archive", () => {
  it("holds every column of a month's rows, proves it by hash, and only then are they deleted", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const before = await sums(context);
      const { path, manifest } = await archiveJanuary(context);
      expect(await sums(context)).toEqual(before);
      expect(await counted(db, context)).toEqual({ uploads: 1, keys: 5 });
      expect(manifest).toMatchObject({
        ...{ month: "2026-01", from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z", rows: 4 },
        organization: { id: context.tenantId, slug: context.tenant.slug },
      });
      const facts = Object.assign({}, ...manifest.files.map(({ facts }) => facts));
      expect(facts).toEqual({
        "upload:success": { rows: 1, events: 1, quantity: "10", duration_ms: "0" },
        "request:failure": { rows: 1, events: 1, quantity: "99", duration_ms: "12.5" },
        ai_tokens: { rows: 1, events: 1, quantity: "-0.000000000000000001", duration_ms: "0" },
        "type:llm.call": { rows: 1, events: 1, quantity: "0", duration_ms: "0" },
      });
      expect(manifest.rollups.tokens).toEqual({ events: 1, quantity: "7.25", duration_ms: "0" });
      const requests = manifest.files.find(({ table }) => table === "api_requests");
      const file = join(dirname(path), requests?.file ?? "");
      expect(JSON.parse(gunzipSync(await readFile(file)).toString())).toMatchObject({
        ...{
          endpoint: DIFFICULT.endpoint,
          error_message: DIFFICULT.error_message,
          response_time_ms: "12.5",
        },
        ...{ requested_at: "2026-01-15T10:07:30.123456Z", properties: { nested: DIFFICULT.nested } },
      });
    }));

  it("is private, whole and leaves nothing half written beside it", () =>
    database.inTransaction(async (db) => {
      const { path } = await archiveJanuary(await withJanuary(db));
      expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
      for (const name of await readdir(dirname(path))) {
        expect(name).not.toContain(".part");
        expect((await stat(join(dirname(path), name))).mode & 0o777).toBe(0o600);
      }
    }));

  it("is what verify names, and rollups of its month outlive a rebuild and a new zone", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      await archiveJanuary(context);
      const before = await sums(context);
      const skipped = [{ organization: context.tenant.slug, reason: "archive", ...january }];
      expect(await verifyRollups(db)).toEqual({ differences: 0, listed: [], skipped });
      expect(await rebuildRollups(context)).toMatchObject({
        quarterHours: 1,
        skipped: [{ reason: "archive" }],
      });
      expect(await sums(context)).toEqual(before);
      await changeTimezone(context, "Asia/Tokyo");
      await compactDays(db);
      expect(await sums(context)).toEqual(before);
      expect(await verifyRollups(db)).toMatchObject({ differences: 0 });
    }));

  it("still tells a repeated event, and cannot cancel what is in it", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      await archiveJanuary(context);
      expect(await recordEvents(context, JANUARY)).toMatchObject({ accepted: 0, duplicates: 4 });
      const cancelled = cancelEvent(context, { id: eventId("own", "call") });
      await expect(cancelled).rejects.toMatchObject({ code: "archived", field: "id" });
    }));

  it("is made of whole months before the day asked for, and of nothing twice", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      // 292 days before is January 31st, when the month was not over.
      expect(
        await archiveEvents(
          { ...context, now: new Date("2026-11-19T12:00Z") },
          { olderThanDays: 292, folder },
        ),
      ).toEqual([]);
      expect(await archive(context)).toMatchObject([{ month: "2026-01", rows: 4 }]);
      expect(await archive(context)).toEqual([]);
      expect(await archiveEvents(context, { olderThanDays: 90, folder })).toMatchObject([
        { month: "2026-02", rows: 1 },
      ]);
    }));

  it("of one organization is no other's, and goes with its deletion", () =>
    database.inTransaction(async (db) => {
      const [context, other] = [await withJanuary(db), await withJanuary(db)];
      const before = [await rows(db, other), await quarterHours(db, other)];
      const found = await archiveJanuary(context);
      expect([await rows(db, other), await quarterHours(db, other)]).toEqual(before);
      await expect(unarchive(other, found)).rejects.toThrow("belongs to no archive that this database knows");
      await deleteOrganization(context);
      expect(await asOperator(db, (tx) => tx.$count(archivedSpans))).toBe(0);
      await expect(unarchive(context, found)).rejects.toThrow();
    }));

  it("keeps meters that only it feeds, and waits for those that still count older events", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const own = { displayName: "Users", unit: "user", eventType: "llm.call", valueProperty: "$.model" };
      await createMeter(context, { key: "users", aggregation: "unique_count", ...own });
      const filling = (backfill: string | null) =>
        asOperator(db, (tx) =>
          tx.execute(sql`update meters set backfill = ${backfill}::jsonb where key = 'tokens'`),
        );
      await filling('{"done":"2026-01-01T00:00:00Z","to":"2026-11-20T00:00:00Z","from":null}');
      await expect(archive(context)).rejects.toThrow();
      expect(await counted(db, context)).toEqual({ uploads: 2, keys: 5 });
      await filling(null);
      await archiveJanuary(context);
      await expect(deleteMeter(context, { key: "users" })).rejects.toThrow("has events");
    }));

  it("is refused where rollups and events differ: nothing could prove the sums any more", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      await asOperator(db, (tx) =>
        tx.update(rollupQuarterHours).set({ eventCount: 5n }).where(eq(rollupQuarterHours.fact, "ai_tokens")),
      );
      await expect(archive(context)).rejects.toThrow("2 rollup rows of 2026-01 differ from their events");
      expect(await counted(db, context)).toEqual({ uploads: 2, keys: 5 });
      await rebuildRollups(context);
    }));
});

describe("between writing and deleting", () => {
  it("a kill loses nothing: the month is archived anew, and the orphaned files restore nothing", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const before = await rows(db, context);
      const orphan = await writeArchive(context, "2026-01", folder);
      await checkArchive(orphan);
      expect(await rows(db, context)).toBe(before);
      await clean(db);
      await expect(unarchive(context, orphan)).rejects.toThrow("nothing was deleted for it");
      const { manifest } = await archiveJanuary(context);
      expect(manifest.files.map(({ digest }) => digest)).toEqual(
        orphan.manifest.files.map(({ digest }) => digest),
      );
    }));

  it.each<[string, (context: Context) => Promise<unknown>]>([
    ["a late event", (context) => recordFixture(context, [upload("2026-01-20T00:00:00Z")])],
    ["a correction", (context) => cancelEvent(context, { id: eventId("own", "call") })],
  ])("%s keeps everything where it is", (_, meanwhile) =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const written = await writeArchive(context, "2026-01", folder);
      await meanwhile(context);
      const before = await rows(db, context);
      await expect(dropArchived(context, written)).rejects.toThrow(
        "came or went while they were being archived",
      );
      expect(await rows(db, context)).toBe(before);
      await clean(db);
      expect(await archive(context)).toMatchObject([{ month: "2026-01", rows: 5 }]);
    }),
  );

  it("another run that was faster deletes them once", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const [one, two] = [
        await writeArchive(context, "2026-01", folder),
        await writeArchive(context, "2026-01", folder),
      ];
      await dropArchived(context, one);
      await expect(dropArchived(context, two)).rejects.toThrow("came or went");
      expect(await unarchive(context, one)).toMatchObject({ restored: 4, differences: 0 });
    }));
});

describe("a restored archive", () => {
  it("brings every row back as it was, changes no rollup, and verify compares the month again", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const before = [await rows(db, context), await quarterHours(db, context)];
      const found = await archiveJanuary(context);
      const answer = { organization: context.tenant.slug, month: "2026-01", present: 0, expired: 0 };
      expect(await unarchive(context, found)).toEqual({ ...answer, restored: 4, differences: 0 });
      expect([await rows(db, context), await quarterHours(db, context)]).toEqual(before);
      await clean(db);
      expect(await unarchive(context, found)).toEqual({ ...answer, restored: 0, present: 4, differences: 0 });
      expect(await rows(db, context)).toBe(before[0]);
      expect(await archive(context)).toMatchObject([{ rows: 4 }]);
    }));

  it("is found by any of its files", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const { path, manifest } = await archiveJanuary(context);
      const data = join(dirname(path), manifest.files[0]?.file ?? "");
      expect((await readManifest(data)).manifest.id).toBe(manifest.id);
      await expect(readManifest(join(folder, "notes.txt"))).rejects.toThrow("is no file of an archive");
      await expect(readManifest(join(folder, "x.manifest.json"))).rejects.toThrow("There is no such file");
    }));

  it("goes on where an interrupted run stopped", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const before = await rows(db, context);
      const found = await archiveJanuary(context);
      const stop = () => {
        throw new Error("killed");
      };
      await expect(unarchive(context, found, stop)).rejects.toThrow("killed");
      expect(await verifyRollups(db)).toMatchObject({ differences: 0, skipped: [january] });
      expect(await unarchive(context, found)).toMatchObject({ restored: 3, present: 1, differences: 0 });
      expect(await rows(db, context)).toBe(before);
      await clean(db);
    }));

  it("counts for meters that were made meanwhile", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const found = await archiveJanuary(context);
      const own = { displayName: "Calls", unit: "call", eventType: "llm.call" };
      const calls = await createMeter(context, { key: "calls", aggregation: "count", ...own });
      const uncounted = {
        from: january.start.toISOString(),
        to: january.end.toISOString(),
        reason: "archive",
      };
      expect(await listUncounted(context, calls)).toEqual([uncounted]);
      await createMeter(context, {
        key: "users",
        aggregation: "unique_count",
        valueProperty: "$.model",
        ...own,
      });
      await unarchive(context, found);
      await clean(db);
      expect(await listUncounted(context, calls)).toEqual([]);
      const { body } = await getUsageTotals(context, {
        ...{ tenant_id: context.tenantId, feature_keys: ["calls", "users"] },
        ...{ period_start: "2026-01-01T00:00Z", period_end: "2026-02-01T00:00Z" },
      });
      expect(body.map(({ feature_key, quantity }) => [feature_key, quantity])).toEqual([
        ["calls", "1"],
        ["users", "1"],
      ]);
    }));

  it("leaves archives of later events of its month archived", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const first = await archiveJanuary(context);
      await recordFixture(context, [upload("2026-01-20T00:00:00Z", { file_size: 5 })]);
      const late = await sums(context);
      const second = await archiveJanuary(context);
      expect(second.manifest.rows).toBe(1);
      expect(await sums(context)).toEqual(late);
      await unarchive(context, first);
      expect(await verifyRollups(db)).toMatchObject({ differences: 0, skipped: [january] });
      await unarchive(context, second);
      expect(await sums(context)).toEqual(late);
      await clean(db);
    }));
});

describe("an archive that was changed is refused, and nothing of it comes back", () => {
  const data = (found: Awaited<ReturnType<typeof archiveJanuary>>) =>
    join(dirname(found.path), found.manifest.files[0]?.file ?? "");

  it.each<[string, (found: Awaited<ReturnType<typeof archiveJanuary>>) => Promise<void>, RegExp]>([
    [
      "rows",
      async (found) => {
        const text = gunzipSync(await readFile(data(found))).toString();
        await writeFile(data(found), gzipSync(text.replace('"10"', '"11"')));
      },
      /is not what its manifest says/,
    ],
    [
      "its end",
      async (found) => writeFile(data(found), (await readFile(data(found))).subarray(0, -9)),
      /is not what/,
    ],
    ["a file", (found) => rm(data(found)), /no such file/i],
    [
      "the manifest",
      async (found) =>
        writeFile(found.path, (await readFile(found.path, "utf8")).replace('"rows": 4', '"rows": 5')),
      /has been changed since it was written/,
    ],
    ["the manifest's form", (found) => writeFile(found.path, "{}"), /is no manifest of an archive/],
  ])("in %s", (_, change, sentence) =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const found = await archiveJanuary(context);
      const before = await rows(db, context);
      await change(found);
      await expect(readManifest(found.path).then((again) => unarchive(context, again))).rejects.toThrow(
        sentence,
      );
      expect(await rows(db, context)).toBe(before);
      expect(await verifyRollups(db)).toMatchObject({ skipped: [january] });
    }),
  );

  it("whose id is made up", () =>
    database.inTransaction(async (db) => {
      const context = await withJanuary(db);
      const found = await archiveJanuary(context);
      const forged = { ...found, manifest: { ...found.manifest, id: randomUUID() } };
      await expect(unarchive(context, forged)).rejects.toThrow("belongs to no archive");
    }));
});
