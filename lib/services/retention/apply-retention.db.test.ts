import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { archivedSpans, eventKeys, fileUploads, organizations, rejectedEvents } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { recordEvents } from "@/lib/services/events/record-events";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { applyRetention } from "./apply-retention";

const database = useDatabase();
const now = new Date("2026-11-20T12:00:00Z");

const keep = (db: Db, { tenantId }: Context, retentionDays: number | null) =>
  asOperator(db, (tx) =>
    tx.update(organizations).set({ retentionDays }).where(eq(organizations.id, tenantId)),
  );

const OLD = upload("2026-09-20T23:59:59.999999Z", { file_size: 40 });
const EVENTS = [
  OLD,
  request("2026-07-01T00:00:00Z", { bytes: 7 }),
  usage("2026-05-31T10:00:00Z", "compute", "1.5"),
  upload("2026-09-21T00:00:00Z", { file_size: 2 }),
];

/** 60 days before now is noon of September 21st, so the days up to September 20th go. */
async function withOldEvents(db: Db): Promise<Context> {
  const context = await makeOrganization(db, { now });
  await recordFixture(context, EVENTS);
  await keep(db, context, 60);
  return context;
}

async function quantities(context: Context): Promise<Record<string, string | null>> {
  const window = { period_start: "2026-01-01T00:00Z", period_end: "2026-12-01T00:00Z" };
  const { body } = await getUsageTotals(context, { tenant_id: context.tenantId, ...window });
  return Object.fromEntries(body.map(({ feature_key, quantity }) => [feature_key, quantity]));
}

const left = async (db: Db, { tenantId }: Context) =>
  asOperator(db, async (tx) => ({
    uploads: await tx.$count(fileUploads, eq(fileUploads.organizationId, tenantId)),
    keys: await tx.$count(eventKeys, eq(eventKeys.organizationId, tenantId)),
  }));

describe("the retention", () => {
  it("deletes days that lie wholly before it, identities included, and every sum stays", () =>
    database.inTransaction(async (db) => {
      const context = await withOldEvents(db);
      const before = await quantities(context);
      expect(await applyRetention(db, now)).toEqual({ organizations: 1, events: 3 });
      expect(await left(db, context)).toEqual({ uploads: 1, keys: 1 });
      expect(await quantities(context)).toEqual(before);
      expect(before).toMatchObject({ storage: "42", bandwidth: "7", compute: "1.5" });
      expect(await applyRetention(db, now)).toEqual({ organizations: 0, events: 0 });
    }));

  it("is what verify names and a rebuild of the rollups leaves alone", () =>
    database.inTransaction(async (db) => {
      const context = await withOldEvents(db);
      const before = await quantities(context);
      await applyRetention(db, now);
      const span = { start: new Date("2026-05-31T00:00Z"), end: new Date("2026-09-21T00:00Z") };
      const skipped = [{ organization: context.tenant.slug, reason: "retention", ...span }];
      expect(await verifyRollups(db)).toEqual({ differences: 0, listed: [], skipped });
      await rebuildRollups(context);
      expect(await quantities(context)).toEqual(before);
    }));

  it("takes corrections with their events", () =>
    database.inTransaction(async (db) => {
      const context = await withOldEvents(db);
      await cancelEvent(context, { id: eventId("test", OLD.id) });
      expect(await applyRetention(db, now)).toEqual({ organizations: 1, events: 4 });
      expect(await left(db, context)).toEqual({ uploads: 1, keys: 1 });
      expect(await quantities(context)).toMatchObject({ storage: "2", file_uploads: "1" });
    }));

  it("closes its time for good: a repeated event could no longer be told", () =>
    database.inTransaction(async (db) => {
      const context = await withOldEvents(db);
      const refused = { rejected: 1, results: [{ code: "too_old" }] };
      expect(await recordEvents(context, [OLD])).toMatchObject(refused);
      await applyRetention(db, now);
      await keep(db, context, null);
      expect(await recordEvents(context, [OLD])).toMatchObject(refused);
      const [result] = (await recordEvents(context, [OLD])).results;
      expect(result?.detail).toBe("time: is before 2026-09-21T00:00:00.000Z, events up to then are deleted");
      expect(await recordEvents(context, [upload("2026-09-21T00:00:00Z")])).toMatchObject({ accepted: 1 });
    }));

  it("finishes what an interrupted run began", () =>
    database.inTransaction(async (db) => {
      const context = await withOldEvents(db);
      const closed = new Date("2026-09-21T00:00:00Z");
      await asOperator(db, (tx) => tx.update(organizations).set({ eventsKeptFrom: closed }));
      expect(await applyRetention(db, now)).toEqual({ organizations: 1, events: 3 });
      expect(await left(db, context)).toEqual({ uploads: 1, keys: 1 });
    }));

  it("deletes kept-out events too, and no other organization's anything", () =>
    database.inTransaction(async (db) => {
      const context = await withOldEvents(db);
      const other = await makeOrganization(db, { now });
      await recordFixture(other, [upload("2020-01-01T00:00:00Z")]);
      const rejected = { ...context, now: new Date("2026-09-20T00:00:00Z") };
      await recordEvents(rejected, [{ id: "broken" }], { keepRejected: true });
      await recordEvents(context, [{ id: "broken too" }], { keepRejected: true });
      await applyRetention(db, now);
      expect(await asOperator(db, (tx) => tx.$count(rejectedEvents))).toBe(1);
      expect(await left(db, other)).toEqual({ uploads: 1, keys: 1 });
      expect(await asOperator(db, (tx) => tx.$count(archivedSpans))).toBe(1);
    }));

  it("does nothing for an organization without one", () =>
    database.inTransaction(async (db) => {
      const context = await withOldEvents(db);
      await keep(db, context, null);
      expect(await applyRetention(db, now)).toEqual({ organizations: 0, events: 0 });
      expect(await asOperator(db, (tx) => tx.execute(sql`select from archived_spans`))).toMatchObject({
        rowCount: 0,
      });
    }));
});
