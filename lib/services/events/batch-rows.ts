import "server-only";
import type { SQL } from "drizzle-orm";
import { unnestRows } from "@/db/unnest-rows";
import type { EventContent } from "@/lib/domain/event";
import type { PreparedEvent } from "@/lib/services/events/prepare-event";

/** How `event_keys` names the table that holds an event. */
export const KINDS = { upload: 1, request: 2, usage: 3 } as const;

/** The columns of all three tables side by side; `size` is a file's or an answer's. */
const EVENT_COLUMNS = {
  n: "integer",
  id: "uuid",
  fingerprint: "bigint",
  kind: "smallint",
  at: "timestamptz",
  source: "text",
  source_id: "text",
  team_id: "text",
  api_key_id: "text",
  subject: "text",
  provider: "text",
  properties: "jsonb",
  file_type: "text",
  size: "bigint",
  upload_status: "text",
  file_name: "text",
  endpoint: "text",
  method: "text",
  status_code: "integer",
  response_time_ms: "numeric",
  error_message: "text",
  type: "text",
  usage_type: "text",
  quantity: "numeric",
  user_id: "text",
  session_id: "text",
} as const;
const FACT_COLUMNS = { n: "integer", fact: "text", quantity: "numeric", duration_ms: "numeric" } as const;

type EventRow = Partial<Record<keyof typeof EVENT_COLUMNS, string | number | null>>;

/** The events of a batch, numbered by their place in it. */
export function eventRows(batch: readonly PreparedEvent[]): SQL {
  return unnestRows<keyof typeof EVENT_COLUMNS>(batch.map(eventRow), EVENT_COLUMNS, "i");
}

/** What each event of the batch adds to the rollups. */
export function factRows(batch: readonly PreparedEvent[]): SQL {
  const rows = batch.flatMap(({ facts }, n) =>
    facts.map(({ fact, quantity, durationMs }) => ({ n, fact, quantity, duration_ms: durationMs })),
  );
  return unnestRows<keyof typeof FACT_COLUMNS>(rows, FACT_COLUMNS, "f");
}

function eventRow({ event, id, fingerprint, occurredAt, quantity, properties }: PreparedEvent, n: number) {
  const row: EventRow = {
    n,
    id,
    fingerprint,
    kind: KINDS[event.content.kind],
    at: occurredAt.utc,
    source: event.source,
    source_id: event.sourceId,
    team_id: event.teamId,
    api_key_id: event.apiKeyId,
    subject: event.subject,
    provider: event.provider,
    properties: properties && JSON.stringify(properties),
  };
  return Object.assign(row, contentColumns(event.content, event.type, quantity));
}

function contentColumns(content: EventContent, type: string, quantity: string | null): EventRow {
  switch (content.kind) {
    case "upload":
      return {
        file_type: content.fileType,
        size: content.fileSize,
        upload_status: content.uploadStatus,
        file_name: content.fileName,
      };
    case "request":
      return {
        endpoint: content.endpoint,
        method: content.method,
        status_code: content.statusCode,
        response_time_ms: content.responseTimeMs,
        size: content.bytes,
        error_message: content.errorMessage,
      };
    case "usage":
      return {
        type,
        usage_type: content.usageType,
        quantity,
        file_type: content.fileType,
        user_id: content.userId,
        session_id: content.sessionId,
      };
  }
}
