import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { EventKind, StoredUsageEvent } from "@/lib/domain/usage-event";
import type { TenantId } from "@/lib/domain/viewer";
import { EVENT_COLUMNS, REQUEST_COLUMNS } from "@/lib/selectors/usage/event-rows";
import type { DimensionColumns } from "@/lib/selectors/usage/fragments";

/** How one granular table tells its events in the columns of all of them. */
export type EventTable = {
  kind: EventKind;
  /** How `event_keys` names the table. */
  number: 1 | 2 | 3;
  name: SQL;
  at: SQL;
  dimensions: DimensionColumns;
  columns: SQL;
};

const microseconds = (at: string) => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Own columns besides those that every table has; `details` goes back to where it stood in `data`. */
type Columns = { kind: EventKind; at: string; own: Partial<Record<OwnColumn, string>>; details: string[] };
const OWN_COLUMNS = {
  type: "text",
  usage_type: "text",
  quantity: "text",
  upload_status: "text",
  file_type: "text",
  user_id: "text",
  session_id: "text",
} as const;
type OwnColumn = keyof typeof OWN_COLUMNS;

function columnsOf({ kind, at, own, details }: Columns): SQL {
  const shared = ["id", "source", "source_id", "sign", "team_id", "subject", "api_key_id", "provider"];
  const columns = [
    `'${kind}' as kind`,
    ...shared.map((name) => `e.${name}`),
    `${microseconds(`e.${at}`)} as occurred_at`,
    `${microseconds("e.recorded_at")} as recorded_at`,
    ...Object.entries(OWN_COLUMNS).map(
      ([name, type]) => `${own[name as OwnColumn] ?? "null"}::${type} as ${name}`,
    ),
    `${details.length > 0 ? `jsonb_build_object(${details.map((name) => `'${name}', e.${name}`).join(", ")})` : "null::jsonb"} as details`,
    "e.properties",
  ];
  return sql.raw(columns.join(", "));
}

export const EVENT_TABLES: readonly EventTable[] = [
  {
    kind: "upload",
    number: 1,
    name: sql.raw("file_uploads"),
    at: sql.raw("e.uploaded_at"),
    dimensions: EVENT_COLUMNS,
    columns: columnsOf({
      kind: "upload",
      at: "uploaded_at",
      own: { quantity: "e.file_size", upload_status: "e.upload_status", file_type: "e.file_type" },
      details: ["upload_status", "file_name"],
    }),
  },
  {
    kind: "request",
    number: 2,
    name: sql.raw("api_requests"),
    at: sql.raw("e.requested_at"),
    dimensions: REQUEST_COLUMNS,
    columns: columnsOf({
      kind: "request",
      at: "requested_at",
      own: { quantity: "e.bytes" },
      details: ["endpoint", "method", "status_code", "response_time_ms", "error_message"],
    }),
  },
  {
    kind: "usage",
    number: 3,
    name: sql.raw("usage_events"),
    at: sql.raw("e.occurred_at"),
    dimensions: EVENT_COLUMNS,
    columns: columnsOf({
      kind: "usage",
      at: "occurred_at",
      own: {
        type: "e.type",
        usage_type: "e.usage_type",
        quantity: "e.quantity",
        file_type: "e.file_type",
        user_id: "e.user_id",
        session_id: "e.session_id",
      },
      details: [],
    }),
  },
];

/** A row in the columns of `EventTable`. */
export type EventRow = {
  kind: EventKind;
  id: string;
  source: string;
  source_id: string;
  sign: 1 | -1;
  team_id: string | null;
  subject: string | null;
  api_key_id: string | null;
  provider: string | null;
  occurred_at: string;
  recorded_at: string;
  details: Record<string, unknown> | null;
  properties: Record<string, unknown> | null;
} & Record<OwnColumn, string | null>;

export function toStoredEvent(row: EventRow): StoredUsageEvent {
  const { team_id: team, subject, api_key_id: api_key, provider, file_type } = row;
  const details = Object.entries(row.details ?? {}).filter(([, value]) => value !== null);
  const size = row.kind === "usage" ? [] : sizeOf(row);
  return {
    kind: row.kind,
    id: row.id,
    source: row.source,
    sourceId: row.source_id,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    sign: row.sign,
    type: row.type,
    usageType: row.usage_type,
    quantity: row.quantity,
    uploadStatus: row.upload_status,
    dimensions: { team, provider, file_type, subject, api_key },
    userId: row.user_id,
    sessionId: row.session_id,
    properties: { ...Object.fromEntries([...details, ...size]), ...row.properties },
  };
}

/** Bytes as their sender named them; text where a JSON number would lose digits. */
function sizeOf({ kind, quantity }: EventRow): [string, string | number][] {
  if (quantity === null) return [];
  const size = Number(quantity);
  return [[kind === "upload" ? "file_size" : "bytes", Number.isSafeInteger(size) ? size : quantity]];
}

/** An event as its keys name it; `at` in UTC with microseconds. */
export type EventPlace = { kind: EventKind; id: string; at: string };

/** The events `e` at some places, each by its key. (The outer times tell beforehand which months are needed.) */
export function eventsAt(
  { kind, name, at }: EventTable,
  tenantId: TenantId,
  places: readonly EventPlace[],
): SQL {
  const own = places.filter((place) => place.kind === kind);
  const ids = sql`${sql.param(own.map(({ id }) => id))}::uuid[]`;
  const instants = own.map((place) => place.at);
  const times = sql`${sql.param(instants)}::timestamptz[]`;
  const [first, last] = [instants.reduce(earlier, instants[0] ?? ""), instants.reduce(later, "")];
  const bounds = sql`${at} between ${first || null}::timestamptz and ${last || null}::timestamptz`;
  return sql`unnest(${ids}, ${times}) p(id, at) cross join lateral (
    select * from ${name} e where e.organization_id = ${tenantId} and ${at} = p.at and e.id = p.id and ${bounds} offset 0
  ) e`;
}

// As text in UTC with microseconds, instants of these years sort by their time.
const earlier = (a: string, b: string) => (b < a ? b : a);
const later = (a: string, b: string) => (b > a ? b : a);
