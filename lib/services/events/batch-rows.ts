import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { unnestColumns, unnestRows } from "@/db/unnest-rows";
import type { EventContent } from "@/lib/domain/event";
import type { PreparedEvent } from "@/lib/services/events/prepare-event";

/** How `event_keys` names the table that holds an event. */
export const KINDS = { upload: 1, request: 2, usage: 3 } as const;

type Kind = EventContent["kind"];
type Value = string | number | null | undefined;
type EventColumn = { name: string; type: string; value: (event: PreparedEvent, n: number) => Value };

const column = (name: string, type: string, value: EventColumn["value"]): EventColumn => ({
  name,
  type,
  value,
});

/** A column that only events of one kind have. */
function ofKind<K extends Kind>(
  kind: K,
  value: (content: Extract<EventContent, { kind: K }>, event: PreparedEvent) => Value,
): EventColumn["value"] {
  return (event) => {
    const { content } = event.event;
    return isOfKind(content, kind) ? value(content, event) : null;
  };
}

function isOfKind<K extends Kind>(
  content: EventContent,
  kind: K,
): content is Extract<EventContent, { kind: K }> {
  return content.kind === kind;
}

/** The columns of all three tables side by side; `size` is a file's or an answer's. */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  column("n", "integer", (_, n) => n),
  column("id", "uuid", ({ id }) => id),
  column("fingerprint", "bigint", ({ fingerprint }) => fingerprint),
  column("kind", "smallint", ({ event }) => KINDS[event.content.kind]),
  column("at", "timestamptz", ({ occurredAt }) => occurredAt.utc),
  column("source", "text", ({ event }) => event.source),
  column("source_id", "text", ({ event }) => event.sourceId),
  column("team_id", "text", ({ event }) => event.teamId),
  column("api_key_id", "text", ({ event }) => event.apiKeyId),
  column("subject", "text", ({ event }) => event.subject),
  column("provider", "text", ({ event }) => event.provider),
  column("properties", "jsonb", ({ properties }) => properties && JSON.stringify(properties)),
  column("file_type", "text", ({ event: { content } }) =>
    content.kind === "request" ? null : content.fileType,
  ),
  column("size", "bigint", ({ event: { content } }) => sizeOf(content)),
  column(
    "upload_status",
    "text",
    ofKind("upload", ({ uploadStatus }) => uploadStatus),
  ),
  column(
    "file_name",
    "text",
    ofKind("upload", ({ fileName }) => fileName),
  ),
  column(
    "endpoint",
    "text",
    ofKind("request", ({ endpoint }) => endpoint),
  ),
  column(
    "method",
    "text",
    ofKind("request", ({ method }) => method),
  ),
  column(
    "status_code",
    "integer",
    ofKind("request", ({ statusCode }) => statusCode),
  ),
  column(
    "response_time_ms",
    "numeric",
    ofKind("request", ({ responseTimeMs }) => responseTimeMs),
  ),
  column(
    "error_message",
    "text",
    ofKind("request", ({ errorMessage }) => errorMessage),
  ),
  column(
    "type",
    "text",
    ofKind("usage", (_, { event }) => event.type),
  ),
  column(
    "usage_type",
    "text",
    ofKind("usage", ({ usageType }) => usageType),
  ),
  column(
    "quantity",
    "numeric",
    ofKind("usage", (_, { quantity }) => quantity),
  ),
  column(
    "user_id",
    "text",
    ofKind("usage", ({ userId }) => userId),
  ),
  column(
    "session_id",
    "text",
    ofKind("usage", ({ sessionId }) => sessionId),
  ),
];

const FACT_COLUMNS = { n: "integer", fact: "text", quantity: "numeric", duration_ms: "numeric" } as const;

function sizeOf(content: EventContent): string | null {
  if (content.kind === "upload") return content.fileSize;
  return content.kind === "request" ? content.bytes : null;
}

/** Where the statement that stores a batch finds its events and what they add to the rollups. */
export type BatchRows = {
  /** A further `with` query that both stem from. */
  before: SQL;
  events: SQL;
  facts: SQL;
};

/** A batch as parameters of the statement itself. */
export function boundRows(batch: readonly PreparedEvent[]): BatchRows {
  return { before: sql``, events: eventRows(batch), facts: factRows(batch) };
}

/** The events of a batch, numbered by their place in it. */
function eventRows(batch: readonly PreparedEvent[]): SQL {
  const columns = EVENT_COLUMNS.map(({ name, type, value }) => ({ name, type, values: batch.map(value) }));
  return unnestColumns(columns, "i");
}

/** What each event of the batch adds to the rollups. */
function factRows(batch: readonly PreparedEvent[]): SQL {
  const rows = batch.flatMap(({ facts }, n) =>
    facts.map(({ fact, quantity, durationMs }) => ({ n, fact, quantity, duration_ms: durationMs })),
  );
  return unnestRows<keyof typeof FACT_COLUMNS>(rows, FACT_COLUMNS, "f");
}
