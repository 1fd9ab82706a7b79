import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { cleanup } from "@/lib/services/cleanup";
import { ingestEvents } from "@/lib/services/events/ingest-events";
import { recordEvents } from "@/lib/services/events/record-events";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import {
  later,
  listRejected,
  onlyRejected,
  sendKeepingRejected,
  usageOf,
} from "@/lib/testing/rejected-events";

const database = useDatabase();
const DAY_MS = 86_400_000;

const asOwner = (db: Db, statement: string) => db.execute(sql.raw(statement));

describe("events that are kept out", () => {
  it("are listed as they were sent, beside the good ones that count", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const bad = usageOf("2", "much");
      const recorded = await sendKeepingRejected(context, usageOf("1", 1), bad, usageOf("1", 2), "no event");
      expect(recorded).toMatchObject({ accepted: 1, conflicts: 1, rejected: 2 });
      const { rejected_events, pagination } = await listRejected(context);
      const told = rejected_events.map(({ status, code, source_id, event }) => [
        status,
        code,
        source_id,
        event,
      ]);
      expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
        new Set(
          [
            ["rejected", "invalid_value", "2", bad],
            ["conflict", null, "1", usageOf("1", 2)],
            ["rejected", "invalid_event", null, "no event"],
          ].map((one) => JSON.stringify(one)),
        ),
      );
      expect(rejected_events[0]).toMatchObject({
        event_truncated: false,
        times_received: 1,
        received_at: "2026-11-20T12:00:00.000Z",
        expires_at: "2026-12-20T12:00:00.000Z",
      });
      expect(pagination).toEqual({ page: 1, limit: 50, total_items: 3, total_pages: 1, next_cursor: null });
    }));

  it("are one entry however often they are sent", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await sendKeepingRejected(context, usageOf("1", "much"), usageOf("1", "much"));
      await sendKeepingRejected(later(context, 60_000), usageOf("1", "much"));
      expect(await onlyRejected(context)).toMatchObject({
        times_received: 3,
        first_received_at: "2026-11-20T12:00:00.000Z",
        received_at: "2026-11-20T12:01:00.000Z",
      });
    }));

  it("are listed from the ingest of HTTP, and not from files", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordEvents(context, [usageOf("1", "much")]);
      expect((await listRejected(context)).rejected_events).toEqual([]);
      await ingestEvents(context, [usageOf("2", "much")]);
      expect(await onlyRejected(context)).toMatchObject({ source_id: "2" });
    }));

  it("keep texts that the database cannot hold, and are cut when they are too large", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const strange = usageOf("a\u0000b", 1, { source: "\ud800" });
      await sendKeepingRejected(context, strange);
      expect(await onlyRejected(context)).toMatchObject({ event: strange, source: null, source_id: null });
      await sendKeepingRejected(later(context, 1), usageOf("large", "x".repeat(70_000)));
      const [large] = (await listRejected(context)).rejected_events;
      expect(large).toMatchObject({ event: null, event_truncated: true, source_id: "large" });
    }));

  it("are listed without what nests too deeply to be written, and fail nobody", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const nested: unknown = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
      const deep = { ...usageOf("deep", 1), data: { usage_type: "compute", quantity: 1, nested } };
      const recorded = await ingestEvents(context, [usageOf("1", 1), deep, nested, nested]);
      expect(recorded).toMatchObject({ accepted: 1, rejected: 3 });
      const { rejected_events } = await listRejected(context);
      expect(
        rejected_events.map(({ source_id, event, times_received }) => [source_id, event, times_received]),
      ).toEqual(
        expect.arrayContaining([
          ["deep", null, 1],
          [null, null, 2],
        ]),
      );
    }));

  it("never fail the good ones when they cannot be listed", async () => {
    const context = await makeOrganization(database.db);
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await asOwner(database.db, "alter table rejected_events rename to rejected_events_away");
    const recorded = await sendKeepingRejected(context, usageOf("1", 1), usageOf("2", "much"));
    await asOwner(database.db, "alter table rejected_events_away rename to rejected_events");
    expect(recorded).toMatchObject({ accepted: 1, rejected: 1 });
    expect(told).toHaveBeenCalledWith(expect.stringContaining("could not be listed"), expect.anything());
    told.mockRestore();
  });
});

describe("the list", () => {
  it("is filtered by status and reason, and paged by number or cursor", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await sendKeepingRejected(context, usageOf("good", 1));
      for (const n of [1, 2, 3, 4, 5])
        await sendKeepingRejected(later(context, n * 1000), usageOf(`${n}`, "much"));
      await sendKeepingRejected(later(context, 6000), usageOf("good", 2));
      await sendKeepingRejected(later(context, 7000), usageOf("8", 1, { time: "1999-01-01T00:00:00Z" }));
      const ids = async (query: Parameters<typeof listRejected>[1]) =>
        (await listRejected(context, query)).rejected_events.map(({ source_id }) => source_id);
      expect(await ids({ status: "conflict" })).toEqual(["good"]);
      expect(await ids({ code: "too_old" })).toEqual(["8"]);
      expect(await ids({ codes: ["too_old", "no_meter"], status: "rejected" })).toEqual(["8"]);
      const first = await listRejected(context, { limit: 2, code: "invalid_value" });
      expect(first.rejected_events.map(({ source_id }) => source_id)).toEqual(["5", "4"]);
      expect(first.pagination).toMatchObject({ page: 1, total_items: 5, total_pages: 3 });
      const cursor = first.pagination.next_cursor ?? "";
      const second = await listRejected(context, { limit: 2, code: "invalid_value", cursor });
      expect(second.rejected_events.map(({ source_id }) => source_id)).toEqual(["3", "2"]);
      expect(second.pagination.page).toBe(2);
      const third = await listRejected(context, { limit: 2, code: "invalid_value", page: 3 });
      expect(third.rejected_events.map(({ source_id }) => source_id)).toEqual(["1"]);
      expect(third.pagination.next_cursor).toBeNull();
    }));

  it("refuses pages beyond row 10,000, foreign cursors and contradictions", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await expect(listRejected(context, { page: 201 })).rejects.toMatchObject({ code: "page_too_deep" });
      await expect(listRejected(context, { cursor: "abc" })).rejects.toMatchObject({ field: "cursor" });
      const both = listRejected(context, { page: 1, cursor: "abc" });
      await expect(both).rejects.toMatchObject({ code: "conflicting_parameters" });
      const codes = listRejected(context, { code: "too_old", codes: [] });
      await expect(codes).rejects.toMatchObject({ code: "conflicting_parameters" });
    }));

  it("is the organization's own", () =>
    database.inTransaction(async (db) => {
      const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
      await sendKeepingRejected(acme, usageOf("1", "much"));
      await onlyRejected(acme);
      expect((await listRejected(globex)).pagination).toMatchObject({ total_items: 0, total_pages: 0 });
    }));

  it("forgets after 30 days, and the job removes what is forgotten", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await sendKeepingRejected(context, usageOf("1", "much"));
      const inDays = (days: number) => later(context, days * DAY_MS);
      expect((await listRejected(inDays(30))).rejected_events).toHaveLength(1);
      expect((await listRejected(later(inDays(30), 1))).rejected_events).toEqual([]);
      expect(await cleanup(db, inDays(30).now)).toMatchObject({ rejected_events: 0 });
      expect(await cleanup(db, later(inDays(30), 1).now)).toMatchObject({ rejected_events: 1 });
    }));

  it("keeps the newest 10,000 of an organization", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await asOperator(db, (tx) =>
        tx.execute(sql`
          insert into rejected_events (organization_id, id, status, detail, times_received, first_received_at, received_at)
          select ${context.tenantId}, gen_random_uuid(), 'rejected', '', 1, at, at
          from (select ${context.now.toISOString()}::timestamptz - n * interval '1 second' as at
            from generate_series(1, 10000) n) times`),
      );
      await sendKeepingRejected(context, usageOf("1", "much"), usageOf("2", "much"));
      const { rejected_events, pagination } = await listRejected(context);
      expect(pagination.total_items).toBe(10_000);
      expect(
        rejected_events
          .slice(0, 2)
          .map(({ source_id }) => source_id)
          .sort(),
      ).toEqual(["1", "2"]);
    }));
});
