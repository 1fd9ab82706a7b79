import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { asOperator } from "@/db/scope";
import { rejectedEvents } from "@/lib/contracts/rejected-events";
import { cleanup } from "@/lib/services/cleanup";
import { ingestEvents } from "@/lib/services/events/ingest-events";
import { listRejectedEvents } from "@/lib/services/events/list-rejected";
import { recordEvents } from "@/lib/services/events/record-events";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();
const DAY_MS = 86_400_000;

const usage = (id: string, quantity: unknown, rest: object = {}) => ({
  id,
  source: "test",
  type: "usage",
  time: "2026-11-20T10:00:00Z",
  data: { usage_type: "ai_tokens", quantity },
  ...rest,
});
const send = (context: Context, ...events: unknown[]) =>
  recordEvents(context, events, { keepRejected: true });
const list = async (context: Context, query: Partial<Parameters<typeof listRejectedEvents>[1]> = {}) =>
  rejectedEvents.response.parse(await listRejectedEvents(context, { limit: 50, ...query }));
const later = (context: Context, ms: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() + ms),
});
async function onlyEntry(context: Context) {
  const { rejected_events } = await list(context);
  expect(rejected_events).toHaveLength(1);
  const [entry] = rejected_events;
  if (!entry) throw new Error("Nothing is listed.");
  return entry;
}
const asOwner = (db: Db, statement: string) => db.execute(sql.raw(statement));

describe("events that are kept out", () => {
  it("are listed as they were sent, beside the good ones that count", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const bad = usage("2", "much");
      const recorded = await send(context, usage("1", 1), bad, usage("1", 2), "no event");
      expect(recorded).toMatchObject({ accepted: 1, conflicts: 1, rejected: 2 });
      const { rejected_events, pagination } = await list(context);
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
            ["conflict", null, "1", usage("1", 2)],
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
      await send(context, usage("1", "much"), usage("1", "much"));
      await send(later(context, 60_000), usage("1", "much"));
      expect(await onlyEntry(context)).toMatchObject({
        times_received: 3,
        first_received_at: "2026-11-20T12:00:00.000Z",
        received_at: "2026-11-20T12:01:00.000Z",
      });
    }));

  it("are listed from the ingest of HTTP, and not from files", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordEvents(context, [usage("1", "much")]);
      expect((await list(context)).rejected_events).toEqual([]);
      await ingestEvents(context, [usage("2", "much")]);
      expect(await onlyEntry(context)).toMatchObject({ source_id: "2" });
    }));

  it("keep texts that the database cannot hold, and are cut when they are too large", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const strange = usage("a\u0000b", 1, { source: "\ud800" });
      await send(context, strange);
      expect(await onlyEntry(context)).toMatchObject({ event: strange, source: null, source_id: null });
      await send(later(context, 1), usage("large", "x".repeat(70_000)));
      const [large] = (await list(context)).rejected_events;
      expect(large).toMatchObject({ event: null, event_truncated: true, source_id: "large" });
    }));

  it("never fail the good ones when they cannot be listed", async () => {
    const context = await makeOrganization(database.db);
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await asOwner(database.db, "alter table rejected_events rename to rejected_events_away");
    const recorded = await send(context, usage("1", 1), usage("2", "much"));
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
      await send(context, usage("good", 1));
      for (const n of [1, 2, 3, 4, 5]) await send(later(context, n * 1000), usage(`${n}`, "much"));
      await send(later(context, 6000), usage("good", 2));
      await send(later(context, 7000), usage("8", 1, { time: "1999-01-01T00:00:00Z" }));
      const ids = async (query: Parameters<typeof list>[1]) =>
        (await list(context, query)).rejected_events.map(({ source_id }) => source_id);
      expect(await ids({ status: "conflict" })).toEqual(["good"]);
      expect(await ids({ code: "too_old" })).toEqual(["8"]);
      expect(await ids({ codes: ["too_old", "no_meter"], status: "rejected" })).toEqual(["8"]);
      const first = await list(context, { limit: 2, code: "invalid_value" });
      expect(first.rejected_events.map(({ source_id }) => source_id)).toEqual(["5", "4"]);
      expect(first.pagination).toMatchObject({ page: 1, total_items: 5, total_pages: 3 });
      const cursor = first.pagination.next_cursor ?? "";
      const second = await list(context, { limit: 2, code: "invalid_value", cursor });
      expect(second.rejected_events.map(({ source_id }) => source_id)).toEqual(["3", "2"]);
      expect(second.pagination.page).toBe(2);
      const third = await list(context, { limit: 2, code: "invalid_value", page: 3 });
      expect(third.rejected_events.map(({ source_id }) => source_id)).toEqual(["1"]);
      expect(third.pagination.next_cursor).toBeNull();
    }));

  it("refuses pages beyond row 10,000, foreign cursors and contradictions", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await expect(list(context, { page: 201 })).rejects.toMatchObject({ code: "page_too_deep" });
      await expect(list(context, { cursor: "abc" })).rejects.toMatchObject({ field: "cursor" });
      const both = list(context, { page: 1, cursor: "abc" });
      await expect(both).rejects.toMatchObject({ code: "conflicting_parameters" });
      const codes = list(context, { code: "too_old", codes: [] });
      await expect(codes).rejects.toMatchObject({ code: "conflicting_parameters" });
    }));

  it("is the organization's own", () =>
    database.inTransaction(async (db) => {
      const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
      await send(acme, usage("1", "much"));
      await onlyEntry(acme);
      expect((await list(globex)).pagination).toMatchObject({ total_items: 0, total_pages: 0 });
    }));

  it("forgets after 30 days, and the job removes what is forgotten", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await send(context, usage("1", "much"));
      const inDays = (days: number) => later(context, days * DAY_MS);
      expect((await list(inDays(30))).rejected_events).toHaveLength(1);
      expect((await list(later(inDays(30), 1))).rejected_events).toEqual([]);
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
      await send(context, usage("1", "much"), usage("2", "much"));
      const { rejected_events, pagination } = await list(context);
      expect(pagination.total_items).toBe(10_000);
      expect(
        rejected_events
          .slice(0, 2)
          .map(({ source_id }) => source_id)
          .sort(),
      ).toEqual(["1", "2"]);
    }));
});
