import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { REQUEST_EVENT_TYPE, UPLOAD_EVENT_TYPE } from "@/lib/domain/meters";
import type { TenantId } from "@/lib/domain/viewer";
import { and, comma } from "@/lib/selectors/usage/fragments";

export type EventsAsked = {
  from?: Date | undefined;
  to?: Date | undefined;
  recordedFrom?: Date | undefined;
  recordedTo?: Date | undefined;
  id?: string | undefined;
  source?: string | undefined;
  subject?: string | undefined;
  limit: number;
};

/** An event as its sender sent it. */
export type SentEvent = {
  id: string;
  source: string;
  type: string;
  subject: string | null;
  at: Date;
  recordedAt: Date;
  data: Record<string, unknown> | null;
};

type Row = Omit<SentEvent, "at" | "recordedAt"> & { at_ms: string; recorded_ms: string };
type Table = { name: SQL; at: SQL; type: SQL; data: SQL };

const milliseconds = (at: SQL) => sql`floor(extract(epoch from ${at}) * 1000)::bigint::text`;

/** What has a column of its own goes back to where it stood in `data`. */
const dataOf = (...fields: string[]): SQL => {
  const pairs = ["provider", "team_id", "api_key_id", ...fields].map((name) =>
    sql.raw(`'${name}', e.${name}`),
  );
  return sql`jsonb_strip_nulls(jsonb_build_object(${comma(pairs)})) || coalesce(e.properties, '{}')`;
};

const TABLES: Table[] = [
  {
    name: sql`file_uploads`,
    at: sql`e.uploaded_at`,
    type: sql.raw(`'${UPLOAD_EVENT_TYPE}'`),
    data: dataOf("file_type", "file_size", "upload_status", "file_name"),
  },
  {
    name: sql`api_requests`,
    at: sql`e.requested_at`,
    type: sql.raw(`'${REQUEST_EVENT_TYPE}'`),
    data: dataOf("endpoint", "method", "status_code", "response_time_ms", "bytes", "error_message"),
  },
  {
    name: sql`usage_events`,
    at: sql`e.occurred_at`,
    type: sql`e.type`,
    // Only generic events, which name their meter, have their data in columns.
    data: sql`case when e.usage_type is null then e.properties
      else ${dataOf("usage_type", "quantity", "file_type", "user_id", "session_id")} end`,
  },
];

/** The latest events of an organization, without corrections. */
export async function selectEvents(db: Db, tenantId: TenantId, asked: EventsAsked): Promise<SentEvent[]> {
  const parts = TABLES.map((table) => sql`(${eventsOf(table, tenantId, asked)})`);
  const { rows } = await db.execute<Row>(sql`
    select id, source, type, subject, data, ${milliseconds(sql`at`)} as at_ms,
      ${milliseconds(sql`recorded_at`)} as recorded_ms
    from (${sql.join(parts, sql` union all `)}) events
    order by at desc, key desc limit ${asked.limit}`);
  return rows.map(({ at_ms, recorded_ms, ...row }) => ({
    ...row,
    at: new Date(Number(at_ms)),
    recordedAt: new Date(Number(recorded_ms)),
  }));
}

function eventsOf({ name, at, type, data }: Table, tenantId: TenantId, asked: EventsAsked): SQL {
  const conditions = [sql`e.organization_id = ${tenantId} and e.sign = 1`];
  const compare = (column: SQL, operator: string, value: string | undefined, cast: string) => {
    if (value !== undefined) conditions.push(sql`${column} ${sql.raw(operator)} ${value}::${sql.raw(cast)}`);
  };
  compare(at, ">=", asked.from?.toISOString(), "timestamptz");
  compare(at, "<", asked.to?.toISOString(), "timestamptz");
  compare(sql`e.recorded_at`, ">=", asked.recordedFrom?.toISOString(), "timestamptz");
  compare(sql`e.recorded_at`, "<", asked.recordedTo?.toISOString(), "timestamptz");
  compare(sql`e.source_id`, "=", asked.id, "text");
  compare(sql`e.source`, "=", asked.source, "text");
  compare(sql`e.subject`, "=", asked.subject, "text");
  return sql`
    select e.id as key, e.source_id as id, e.source, ${type} as type, e.subject, ${data} as data, ${at} as at, e.recorded_at
    from ${name} e where ${and(conditions)}
    order by ${at} desc, e.id desc limit ${asked.limit}`;
}
