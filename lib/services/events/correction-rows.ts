import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { KINDS } from "@/lib/services/events/batch-rows";
import { hashedUuid } from "@/lib/services/events/event-identity";

/** Under which source corrections are stored; their source id is the id of the event that they take back. */
export const CORRECTION_SOURCE = "meterline:correction";

/** The id of the correction of an event. No sender can take it: their events have a source that is not empty. */
export function correctionId(id: string): string {
  return hashedUuid(`\0${id}`);
}

type Table = { table: string; at: string; columns: string };

/** How each kind of event is kept, without the columns in which a correction differs. */
const TABLES: Record<number, Table> = {
  [KINDS.upload]: {
    table: "file_uploads",
    at: "uploaded_at",
    columns: "file_type, file_size, upload_status, file_name",
  },
  [KINDS.request]: {
    table: "api_requests",
    at: "requested_at",
    columns: "endpoint, method, status_code, response_time_ms, bytes, error_message",
  },
  [KINDS.usage]: {
    table: "usage_events",
    at: "occurred_at",
    columns: "type, usage_type, quantity, file_type, user_id, session_id",
  },
};
const SHARED = "team_id, api_key_id, subject, provider, properties";

export type Correction = { organizationId: string; kind: number; id: string; occurredAt: string };

/** Repeats an event with its sign turned, at its own time; returns when it was recorded. Nothing when it is gone. */
export function insertCorrection({ organizationId, kind, id, occurredAt }: Correction): SQL {
  const kept = TABLES[kind];
  if (!kept) throw new Error(`There is no kind ${kind} of events.`);
  const columns = sql.raw(`${SHARED}, ${kept.columns}`);
  const [table, at] = [sql.raw(kept.table), sql.raw(kept.at)];
  return sql`
    insert into ${table} (organization_id, id, source, source_id, sign, ${at}, ${columns})
    select organization_id, ${correctionId(id)}::uuid, ${CORRECTION_SOURCE}, id::text, -1, ${at}, ${columns}
    from ${table}
    where organization_id = ${organizationId} and ${at} = ${occurredAt}::timestamptz and id = ${id} and sign = 1
    returning recorded_at as "recordedAt"`;
}
