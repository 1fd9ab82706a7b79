import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { rejectedEventReplay } from "@/lib/contracts/rejected-events";
import { replayRejectedEvent } from "@/lib/services/events/replay-rejected";
import { createMeter } from "@/lib/services/meters/create-meter";
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

const replay = async (context: Context, id: string, body?: { event: unknown }) =>
  rejectedEventReplay.response.parse(await replayRejectedEvent(context, { id, body }));

it("replay records an event once its reason is gone, and takes it off the list", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await sendKeepingRejected(context, { ...usageOf("1", 3), data: { usage_type: "pixels", quantity: 3 } });
    const { id } = await onlyRejected(context);
    expect(await replay(context, id)).toMatchObject({ status: "rejected", code: "no_meter" });
    await createMeter(context, { key: "pixels", displayName: "Pixels", unit: "pixel" });
    expect(await replay(context, id)).toMatchObject({ index: 0, id: "1", status: "accepted" });
    expect((await listRejected(context)).rejected_events).toEqual([]);
    await expect(replay(context, id)).rejects.toMatchObject({ code: "not_found" });
  }));

it("takes a corrected event, in the time when it was first received", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await sendKeepingRejected(context, usageOf("1", "much", { time: undefined }));
    const { id } = await onlyRejected(context);
    const event = usageOf("1", 3, { time: undefined });
    expect(await replay(later(context, DAY_MS), id, { event })).toMatchObject({ status: "accepted" });
    const { rows } = await readAsTenant(db, context.tenantId, (tx) =>
      tx.execute(sql`select occurred_at::text as at, quantity from usage_events`),
    );
    expect(rows).toEqual([{ at: "2026-11-20 12:00:00+00", quantity: "3" }]);
  }));

it("counts once, and leaves a conflict until it has an identity of its own", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await sendKeepingRejected(context, usageOf("1", 1), usageOf("1", 2));
    const { id } = await onlyRejected(context);
    expect(await replay(context, id)).toMatchObject({ status: "conflict" });
    expect(await replay(context, id, { event: usageOf("1-corrected", 2) })).toMatchObject({
      status: "accepted",
    });
    expect((await listRejected(context)).rejected_events).toEqual([]);
  }));

it("needs the corrected event where the one that was sent was too large to be kept", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    await sendKeepingRejected(context, usageOf("1", "x".repeat(70_000)));
    const { id } = await onlyRejected(context);
    await expect(replay(context, id)).rejects.toMatchObject({ field: "event" });
    expect(await replay(context, id, { event: usageOf("1", 4) })).toMatchObject({ status: "accepted" });
  }));

it("does not know another organization's entries", () =>
  database.inTransaction(async (db) => {
    const [acme, globex] = [await makeOrganization(db), await makeOrganization(db)];
    await sendKeepingRejected(acme, usageOf("1", "much"));
    const { id } = await onlyRejected(acme);
    await expect(replay(globex, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listRejected(acme)).rejected_events).toHaveLength(1);
  }));
