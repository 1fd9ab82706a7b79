import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { writeAsTenant } from "@/db/scope";
import type { CancelEventInput, CancelledEvent } from "@/lib/contracts/cancel-event";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { TenantId } from "@/lib/domain/viewer";
import { ConflictError, NotFoundError } from "@/lib/errors";
import { type StoredEvent, selectStoredEvent } from "@/lib/selectors/events/select-stored-event";
import { QUARTER_HOUR_COLUMNS, recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";
import { correctionId, insertCorrection } from "@/lib/services/events/correction-rows";
import { contentFingerprint } from "@/lib/services/events/event-identity";
import { tellRecorded } from "@/lib/services/events/recorded";
import { retryTransient } from "@/lib/services/retry-transient";

/**
 * Takes an event back by appending its correction: the same event at the same time with its sign turned. All
 * numbers follow in the same transaction. The event stays, and so does its identity: sent again it is a duplicate.
 */
export async function cancelEvent(
  { db, tenantId }: Context,
  { id: asked }: CancelEventInput,
): Promise<CancelledEvent> {
  const id = asked.toLowerCase();
  const cancelled = await retryTransient(() =>
    writeAsTenant(db, tenantId, async (tx) => {
      await lockMeters(tx, tenantId);
      const event = await selectStoredEvent(tx, tenantId, id);
      if (!event) throw new NotFoundError();
      await claimCorrection(tx, tenantId, id, event);
      const recordedAt = await storeCorrection(tx, tenantId, id, event);
      await noteMonth(tx, tenantId, event);
      const correction = correctionId(id);
      await rollUp(tx, tenantId, { id: correction, occurredAt: event.occurredAt });
      const occurredAt = new Date(event.occurredAt).toISOString();
      return { id: correction, event_id: id, occurred_at: occurredAt, recorded_at: recordedAt.toISOString() };
    }),
  );
  tellRecorded(tenantId);
  return cancelled;
}

/** As every ingest does: a change of the zone or the meters waits for the commit. */
async function lockMeters(tx: Db, tenantId: TenantId): Promise<void> {
  await tx.execute(sql`select from organizations where id = ${tenantId} for key share`);
}

/** The identity of a correction is what makes a second one impossible, however many ask at once. */
async function claimCorrection(
  tx: Db,
  tenantId: TenantId,
  id: string,
  { kind, occurredAt }: StoredEvent,
): Promise<void> {
  const { rows } = await tx.execute(sql`
    insert into event_keys (organization_id, id, fingerprint, kind, occurred_at)
    values (${tenantId}, ${correctionId(id)}, ${contentFingerprint(`correction ${id}`)}, ${kind}, ${occurredAt})
    on conflict do nothing
    returning id`);
  if (rows.length === 0) throw new ConflictError("This event is cancelled already.");
}

async function storeCorrection(
  tx: Db,
  tenantId: TenantId,
  id: string,
  { kind, occurredAt }: StoredEvent,
): Promise<Date> {
  const insert = insertCorrection({ organizationId: tenantId, kind, id, occurredAt });
  const { rows } = await tx.execute<{ recordedAt: string }>(insert);
  const [row] = rows;
  if (row) return new Date(row.recordedAt);
  if (await isCorrection(tx, tenantId, id))
    throw new ConflictError("This is a correction: send the event again under another id instead.");
  throw new InvalidInput("archived", "id", "is an event of a time that has been archived: restore it first");
}

/** Lists of events count corrections, and look for them in no other months. */
async function noteMonth(tx: Db, tenantId: TenantId, { occurredAt }: StoredEvent): Promise<void> {
  await tx.execute(sql`
    insert into corrected_months (organization_id, month)
    values (${tenantId}, date_trunc('month', ${occurredAt}::timestamptz at time zone 'UTC')::date)
    on conflict do nothing`);
}

/** A correction's own row names the event that it takes back, whose correction it is. */
async function isCorrection(tx: Db, tenantId: TenantId, id: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from event_keys k
    where k.organization_id = ${tenantId} and k.id = ${id} and exists (
      select from file_uploads e where e.organization_id = k.organization_id and e.uploaded_at = k.occurred_at
        and e.id = k.id and e.sign = -1
      union all
      select from api_requests e where e.organization_id = k.organization_id and e.requested_at = k.occurred_at
        and e.id = k.id and e.sign = -1
      union all
      select from usage_events e where e.organization_id = k.organization_id and e.occurred_at = k.occurred_at
        and e.id = k.id and e.sign = -1
    )`);
  return rows.length > 0;
}

/** By the rules of the recomputation itself, so that the rollups say what the events say. */
async function rollUp(tx: Db, tenantId: TenantId, event: { id: string; occurredAt: string }): Promise<void> {
  await tx.execute(sql`
    insert into rollup_quarter_hours as kept (${QUARTER_HOUR_COLUMNS})
    ${recomputedQuarterHours({ organizationId: tenantId, event })}
    order by 2, 3, 4, 5, 6
    on conflict (organization_id, fact, bucket_start, team_id, provider, file_type) do update set
      event_count = kept.event_count + excluded.event_count,
      quantity = kept.quantity + excluded.quantity,
      quantity_count = kept.quantity_count + excluded.quantity_count,
      duration_ms = kept.duration_ms + excluded.duration_ms,
      duration_count = kept.duration_count + excluded.duration_count`);
  await tx.execute(sql`
    insert into dirty_days (organization_id, usage_date)
    select id, (${event.occurredAt}::timestamptz at time zone timezone)::date
    from organizations where id = ${tenantId}`);
}
