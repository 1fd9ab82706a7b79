import "server-only";
import type { PreparedEvent } from "@/lib/services/events/prepare-event";

/** How `event_keys` names the table that holds an event. */
export const KINDS = { upload: 1, request: 2, usage: 3 } as const;

/** One event as the batch statement reads it. Absent fields are null there. */
function eventRow({ event, id, fingerprint, occurredAt, quantity, properties }: PreparedEvent, n: number) {
  const { content } = event;
  return {
    n,
    id,
    fingerprint,
    kind: KINDS[content.kind],
    at: occurredAt.utc,
    source: event.source,
    source_id: event.sourceId,
    team_id: event.teamId ?? undefined,
    api_key_id: event.apiKeyId ?? undefined,
    subject: event.subject ?? undefined,
    provider: event.provider ?? undefined,
    properties: properties ?? undefined,
    ...contentColumns(content, event.type, quantity),
  };
}

function contentColumns(
  content: PreparedEvent["event"]["content"],
  type: string,
  quantity: string | null,
): Record<string, string | number | null> {
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

/** The two documents that carry a batch: its events, and what each adds to the rollups. */
export function batchDocuments(batch: readonly PreparedEvent[]): { events: string; facts: string } {
  const facts = batch.flatMap((prepared, n) =>
    prepared.facts.map(({ fact, quantity, durationMs }) => ({ n, fact, quantity, duration_ms: durationMs })),
  );
  return { events: JSON.stringify(batch.map(eventRow)), facts: JSON.stringify(facts) };
}
