import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { rejectedEventReplay } from "@/lib/contracts/rejected-events";
import { listRejectedEvents } from "@/lib/services/events/list-rejected";
import { recordEvents } from "@/lib/services/events/record-events";
import { replayRejectedEvent } from "@/lib/services/events/replay-rejected";
import { createMeter } from "@/lib/services/meters/create-meter";
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
const list = (context: Context) => listRejectedEvents(context, { limit: 50 });
const replay = async (context: Context, id: string, body?: { event: unknown }) =>
  rejectedEventReplay.response.parse(await replayRejectedEvent(context, { id, body }));
const later = (context: Context, ms: number): Context => ({
  ...context,
  now: new Date(context.now.getTime() + ms),
});

async function onlyEntry(context: Context) {
  const [entry, ...others] = (await list(context)).rejected_events;
  expect(others).toEqual([]);
  if (!entry) throw new Error("Nothing is listed.");
  return entry;
}

it("replay records an event once its reason is gone, and takes it off the list", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await send(context, { ...usage("1", 3), data: { usage_type: "pixels", quantity: 3 } });
    const { id } = await onlyEntry(context);
    expect(await replay(context, id)).toMatchObject({ status: "rejected", code: "no_meter" });
    await createMeter(context, { key: "pixels", displayName: "Pixels", unit: "pixel" });
    expect(await replay(context, id)).toMatchObject({ index: 0, id: "1", status: "accepted" });
    expect((await list(context)).rejected_events).toEqual([]);
    await expect(replay(context, id)).rejects.toMatchObject({ code: "not_found" });
  }));

it("takes a corrected event, in the time when it was first received", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await send(context, usage("1", "much", { time: undefined }));
    const { id } = await onlyEntry(context);
    const event = usage("1", 3, { time: undefined });
    expect(await replay(later(context, DAY_MS), id, { event })).toMatchObject({ status: "accepted" });
    const { rows } = await readAsTenant(db, context.tenantId, (tx) =>
      tx.execute(sql`select occurred_at::text as at, quantity from usage_events`),
    );
    expect(rows).toEqual([{ at: "2026-11-20 12:00:00+00", quantity: "3" }]);
  }));

it("counts once, and leaves a conflict until it has an identity of its own", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await send(context, usage("1", 1), usage("1", 2));
    const { id } = await onlyEntry(context);
    expect(await replay(context, id)).toMatchObject({ status: "conflict" });
    expect(await replay(context, id, { event: usage("1-corrected", 2) })).toMatchObject({
      status: "accepted",
    });
    expect((await list(context)).rejected_events).toEqual([]);
  }));

it("needs the corrected event where the one that was sent was too large to be kept", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await send(context, usage("1", "x".repeat(70_000)));
    const { id } = await onlyEntry(context);
    await expect(replay(context, id)).rejects.toMatchObject({ field: "event" });
    expect(await replay(context, id, { event: usage("1", 4) })).toMatchObject({ status: "accepted" });
  }));

it("does not know another organization's entries", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    await send(acme, usage("1", "much"));
    const { id } = await onlyEntry(acme);
    await expect(replay(globex, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await list(acme)).rejected_events).toHaveLength(1);
  }));
