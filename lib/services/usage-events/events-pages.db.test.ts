import { describe, expect, it } from "vitest";
import { archivedSpans } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import { type UsageEvents, usageEventFind } from "@/lib/contracts/usage-events";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { MISSING } from "@/lib/testing/asking";
import { useDatabase } from "@/lib/testing/database";
import { makeContext, makeOrganization, recordFixture } from "@/lib/testing/factories";
import { askEvents, recordMixed } from "@/lib/testing/usage-event-list";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { getUsageEvent } from "./get-usage-event";

const database = useDatabase();

const _shown = ({ events }: UsageEvents) => events.map(({ usage_type, quantity }) => [usage_type, quantity]);
const times = ({ events }: UsageEvents) => events.map(({ occurred_at }) => occurred_at.slice(8, 16));

describe("pages", () => {
  const minutes = (n: number) => `2026-11-18T10:${String(n).padStart(2, "0")}:00Z`;
  const ten = Array.from({ length: 10 }, (_, n) => usage(minutes(n), "compute", n % 3));

  // From minutes to years between them, some before zones kept their dates whole.
  const spread = [
    "2009-02-01",
    "2011-11-06",
    "2019-03-01",
    "2024-01-31",
    "2026-08-01",
    "2026-10-15",
    "2026-11-10",
  ];
  const apart = [...spread.map((day, n) => usage(`${day}T10:00:00Z`, "compute", n % 3)), ...ten.slice(0, 2)];

  it.each([
    { sort_by: "occurred_at", sort_order: "desc" },
    { sort_by: "occurred_at", sort_order: "asc" },
    { sort_by: "quantity", sort_order: "desc" },
    { sort_by: "total_credits", sort_order: "asc" },
  ])("by $sort_by $sort_order follow each other by cursor and by number, without gap or overlap", (order) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const { results } = await recordFixture(context, apart);
      await cancelEvent(context, { id: results[1]?.event_id ?? "" });
      const all = await askEvents(context, order);
      expect(all.events).toHaveLength(10);
      const read: string[] = [];
      let cursor: string | null = null;
      for (let page = 1; page <= 4; page += 1) {
        const answer: UsageEvents = await askEvents(context, {
          ...order,
          limit: "3",
          ...(cursor ? { cursor } : {}),
        });
        expect(answer.pagination).toMatchObject({ page, total_items: 10, total_pages: 4 });
        expect((await askEvents(context, { ...order, limit: "3", page: `${page}` })).events).toEqual(
          answer.events,
        );
        read.push(...answer.events.map(({ id }) => id));
        cursor = answer.pagination.next_cursor;
      }
      expect(cursor).toBeNull();
      expect(read).toEqual(all.events.map(({ id }) => id));
    }),
  );

  it("pages far down by their number hold what cursors lead to", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const many = Array.from({ length: 750 }, (_, n) => usage(minutes(n % 60), "compute", n));
      await recordFixture(context, [...many, request(minutes(7), { bytes: 5 }), upload(minutes(8), {})]);
      const read: UsageEvents[] = [];
      for (
        let cursor: string | null = "";
        cursor !== null;
        cursor = read.at(-1)?.pagination.next_cursor ?? null
      )
        read.push(await askEvents(context, { limit: "150", ...(cursor ? { cursor } : {}) }));
      expect(read.map(({ events }) => events.length)).toEqual([150, 150, 150, 150, 150, 2]);
      for (const [index, { events }] of read.entries())
        expect((await askEvents(context, { limit: "150", page: `${index + 1}` })).events).toEqual(events);
    }));

  it("events that arrive in between shift no page that is read by cursor", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, ten);
      const first = await askEvents(context, { limit: "4" });
      await recordFixture(context, [usage("2026-11-18T11:00:00Z", "compute", 1)]);
      const second = await askEvents(context, { limit: "4", cursor: first.pagination.next_cursor ?? "" });
      expect(times(second)).toEqual(["18T10:05", "18T10:04", "18T10:03", "18T10:02"]);
    }));

  it("beyond row 10,000 only cursors lead, and a cursor only continues its own question", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, ten);
      expect((await askEvents(context, { page: "200", limit: "50" })).events).toEqual([]);
      await expect(askEvents(context, { page: "201", limit: "50" })).rejects.toMatchObject({
        code: "page_too_deep",
      });
      const cursor = (await askEvents(context, { limit: "2" })).pagination.next_cursor ?? "";
      const refused = { code: "invalid_parameter", field: "cursor" };
      await expect(askEvents(context, { cursor, team_id: "web" })).rejects.toMatchObject(refused);
      await expect(askEvents(context, { cursor: "nonsense" })).rejects.toMatchObject(refused);
      await expect(askEvents(context, { cursor, page: "2" })).rejects.toMatchObject({
        code: "conflicting_parameters",
      });
    }));
});

describe("who sees what", () => {
  it("another organization's events are not there, and nothing recorded is an empty list", () =>
    database.inTransaction(async (db) => {
      const [context, other] = [await makeOrganization(db), await makeOrganization(db)];
      await recordMixed(context);
      expect(await askEvents(other)).toMatchObject({
        events: [],
        pagination: { total_items: 0, total_pages: 0 },
      });
      const [event] = (await askEvents(context)).events;
      expect((await askEvents(other, { q: event?.id ?? "" })).events).toEqual([]);
      await expect(getUsageEvent(other, { id: event?.id ?? "" })).rejects.toMatchObject({
        code: "not_found",
      });
    }));

  it("operators may ask for another customer's events, others may not", () =>
    database.inTransaction(async (db) => {
      const acme = await makeOrganization(db, { customerId: "cus_acme" });
      const other = await makeOrganization(db, { customerId: "cus_other" });
      await recordMixed(acme);
      const operator = makeContext(other, { operator: true });
      expect((await askEvents(operator, { customer_id: "cus_acme" })).pagination.total_items).toBe(6);
      expect((await askEvents(makeContext(acme), { customer_id: "cus_acme" })).pagination.total_items).toBe(
        6,
      );
      await expect(askEvents(makeContext(other), { customer_id: "cus_acme" })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(askEvents(operator, { customer_id: "cus_none" })).rejects.toMatchObject({
        code: "not_found",
      });
    }));
});

describe("one event", () => {
  it("tells what happened to it, in order", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordMixed(context);
      const [event] = (await askEvents(context)).events;
      const id = event?.id ?? "";
      const found = usageEventFind.response.parse(await getUsageEvent(context, { id: id.toUpperCase() }));
      const { timeline, ...item } = found;
      expect(item).toEqual(event);
      expect(timeline.map(({ step }) => step)).toEqual(["occurred", "recorded", "counted"]);
      const correction = await cancelEvent(context, { id });
      const after = await getUsageEvent(context, { id });
      expect(after.timeline.at(-1)).toEqual({
        ...{ step: "cancelled", at: correction.recorded_at, event_id: correction.id },
      });
      const corrected = await getUsageEvent(context, { id: correction.id });
      expect(corrected).toMatchObject({ corrects: id, quantity: "-90" });
      expect(corrected.timeline.at(-1)).toMatchObject({ step: "corrected", event_id: id });
      await expect(getUsageEvent(context, { id: MISSING })).rejects.toMatchObject({ code: "not_found" });
    }));
});

it("archived events are not listed, not counted, and refused where a range asks for them", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordMixed(context);
    // As an archive leaves it: the rollups know January, the tables do not, but for what came later.
    await recordFixture(context, [
      usage("2026-01-10T10:00:00Z", "compute", 5),
      usage("2026-01-10T11:00:00Z", "ai_tokens", 5),
    ]);
    const counted = { events: 2, first: "2026-01-10T10:00:00.000Z", last: "2026-01-10T10:30:00.000Z" };
    await writeAsTenant(db, context.tenantId, (tx) =>
      tx.insert(archivedSpans).values({
        ...{ organizationId: context.tenantId, id: MISSING, reason: "archive", rowCount: 1 },
        ...{ spanStart: new Date("2026-01-01T00:00Z"), spanEnd: new Date("2026-02-01T00:00Z") },
        ...{ contents: { compute: counted }, archivedAt: context.now },
      }),
    );
    const { pagination } = await askEvents(context, { limit: "1" });
    expect(pagination).toMatchObject({ total_items: 8, total_exact: true });
    const january = { start_date: "2026-01-05", end_date: "2026-01-31" };
    await expect(askEvents(context, january)).rejects.toMatchObject({
      code: "archived",
      field: "start_date",
    });
    expect((await askEvents(context, { ...january, usage_type: "ai_tokens" })).events).toHaveLength(1);
  }));
