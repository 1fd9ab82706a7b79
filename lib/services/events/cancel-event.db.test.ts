import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { asTableOwner, readAsTenant } from "@/db/scope";
import { cancelEventEndpoint } from "@/lib/contracts/cancel-event";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { MISSING } from "@/lib/testing/asking";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();
const TIME = "2026-11-19T22:59:59.123456Z";

const event = (id: string, type: string, data: object) => ({ id, source: "test", type, time: TIME, data });
const upload = (id: string) =>
  event(id, "file_upload", { upload_status: "success", file_size: 100, team_id: "web", file_type: "a/b" });
const request = (id: string) =>
  event(id, "api_request", { endpoint: "/", status_code: 503, bytes: 7, response_time_ms: "1.5", extra: 1 });
const tokens = (id: string) => event(id, "usage", { usage_type: "ai_tokens", quantity: "2.5" });

const rows = (db: Db, { tenantId }: Context, text: string) =>
  readAsTenant(db, tenantId, async (tx) => (await tx.execute(sql.raw(text))).rows);

async function totals(context: Context): Promise<Record<string, string | null>> {
  const period = { period_start: "2026-11-01T00:00:00Z", period_end: "2026-12-01T00:00:00Z" };
  const { body } = await getUsageTotals(context, { tenant_id: context.tenantId, ...period });
  return Object.fromEntries(body.map(({ feature_key, quantity }) => [feature_key, quantity]));
}

it("takes every kind of event back from every number", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db, { timezone: "Europe/Berlin" });
    await recordFixture(context, [
      upload("1"),
      upload("2"),
      request("3"),
      request("4"),
      tokens("5"),
      tokens("6"),
    ]);
    await compactDays(db, { organizationId: context.tenantId });
    for (const id of ["1", "3", "5"]) await cancelEvent(context, { id: eventId("test", id) });
    // Of each pair one is left: 1 upload of 100 bytes, 1 request of 7 bytes, 2.5 tokens.
    const left = { file_uploads: "1", storage: "100", api: "1", bandwidth: "7", ai_tokens: "2.5" };
    expect(await totals(context)).toEqual(left);
    await compactDays(db, { organizationId: context.tenantId });
    expect(await totals(context)).toEqual(left);
    expect(await verifyRollups(db)).toEqual({ differences: 0, listed: [], skipped: [] });
  }));

it("appends the event itself with its sign turned, and updates nothing", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [request("1")]);
    const made = cancelEventEndpoint.response.parse(
      await cancelEvent(context, { id: eventId("test", "1").toUpperCase() }),
    );
    expect(made).toMatchObject({ event_id: eventId("test", "1"), occurred_at: "2026-11-19T22:59:59.123Z" });
    const columns = `requested_at::text, endpoint, method, status_code, response_time_ms, bytes, properties`;
    const stored = await rows(
      db,
      context,
      `select id, source, source_id, sign, ${columns} from api_requests order by sign desc`,
    );
    const [original, correction] = stored;
    expect(original).toMatchObject({ id: made.event_id, source: "test", source_id: "1", sign: 1 });
    expect(correction).toEqual({
      ...original,
      id: made.id,
      source: "meterline:correction",
      source_id: made.event_id,
      sign: -1,
    });
    expect(stored).toHaveLength(2);
  }));

it("refuses a second cancellation, and that of a correction", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [tokens("1"), tokens("2")]);
    const { id } = await cancelEvent(context, { id: eventId("test", "1") });
    const again = cancelEvent(context, { id: eventId("test", "1") });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    await expect(cancelEvent(context, { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await totals(context)).toEqual({ ai_tokens: "2.5" });
    expect(await rows(db, context, "select from event_keys")).toHaveLength(3);
  }));

it("counts once when two cancel at the same time", async () => {
  const context = await makeOrganization(database.db);
  await recordFixture(context, [upload("1"), upload("2")]);
  const id = eventId("test", "1");
  const answers = await Promise.allSettled([1, 2, 3, 4].map(() => cancelEvent(context, { id })));
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await totals(context)).toEqual({ file_uploads: "1", storage: "100" });
});

it("does not know unknown events, and answers foreign ones alike", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    await recordFixture(acme, [upload("1")]);
    for (const id of [eventId("test", "1"), MISSING])
      await expect(cancelEvent(globex, { id })).rejects.toMatchObject({ code: "not_found" });
    expect(await totals(acme)).toEqual({ file_uploads: "1", storage: "100" });
  }));

it("keeps the identity: the event sent again is a duplicate", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [tokens("1")]);
    await cancelEvent(context, { id: eventId("test", "1") });
    expect(await recordEvents(context, [tokens("1")])).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await totals(context)).toEqual({});
  }));

it("follows the organization's own meters, also those made after the event", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const render = { displayName: "Render", unit: "frame", eventType: "render" };
    await createMeter(context, { key: "renders", ...render, aggregation: "count" });
    const frames = (id: string, value: unknown) => event(id, "render", { frames: value });
    await recordFixture(context, [frames("1", 5), frames("2", "much")]);
    await createMeter(context, { key: "frames", ...render, valueProperty: "$.frames" });
    await cancelEvent(context, { id: eventId("test", "1") });
    await cancelEvent(context, { id: eventId("test", "2") });
    expect(await totals(context)).toEqual({});
    expect(await verifyRollups(db)).toEqual({ differences: 0, listed: [], skipped: [] });
  }));

it("refuses an event whose time was archived", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await recordFixture(context, [tokens("1")]);
    for (const table of ["usage_events", "rollup_quarter_hours"]) {
      const gone = sql`delete from ${sql.identifier(table)} where organization_id = ${context.tenantId}`;
      await asTableOwner(db, (tx) => tx.execute(gone));
    }
    const refused = cancelEvent(context, { id: eventId("test", "1") });
    await expect(refused).rejects.toMatchObject({ code: "archived" });
  }));
