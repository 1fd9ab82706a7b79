import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { archivedSpans, rollupQuarterHours } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { deleteMeter } from "@/lib/services/meters/delete-meter";
import { changeTimezone } from "@/lib/services/organizations/change-timezone";
import { deleteOrganization } from "@/lib/services/organizations/delete-organization";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import {
  counted,
  DIFFICULT,
  JANUARY,
  january,
  quarterHours,
  rows,
  sums,
  useArchives,
  withJanuary,
} from "@/lib/testing/archives";
import { useDatabase } from "@/lib/testing/database";
import { archiveEvents } from "./archive-events";
import { unarchive } from "./unarchive";

const database = useDatabase();
const archives = useArchives();
const { archive, archiveJanuary } = archives;

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
          { olderThanDays: 292, folder: archives.folder },
        ),
      ).toEqual([]);
      expect(await archive(context)).toMatchObject([{ month: "2026-01", rows: 4 }]);
      expect(await archive(context)).toEqual([]);
      expect(await archiveEvents(context, { olderThanDays: 90, folder: archives.folder })).toMatchObject([
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
