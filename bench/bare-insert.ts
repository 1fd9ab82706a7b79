import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { withConnection } from "./connection";
import type { SampleEvent } from "./sample-events";

type Statement = { text: string; values: unknown[] };
type Column = { name: string; type: string; of: (event: SampleEvent) => unknown };

const column = (name: string, type: string, of: Column["of"]): Column => ({ name, type, of });
const field = (name: string, type: string) => column(name, type, ({ data }) => data[name]);
const idOf = ({ source, id }: SampleEvent) => createHash("md5").update(`${source} ${id}`).digest("hex");

const SHARED = [
  column("id", "uuid", idOf),
  column("source", "text", ({ source }) => source),
  column("source_id", "text", ({ id }) => id),
  field("provider", "text"),
  field("team_id", "text"),
];
const TABLES: Record<string, { table: string; columns: Column[] }> = {
  file_upload: {
    table: "file_uploads",
    columns: [
      ...SHARED,
      column("uploaded_at", "timestamptz", ({ time }) => time),
      ...[field("file_type", "text"), field("file_size", "bigint"), field("upload_status", "text")],
      field("file_name", "text"),
    ],
  },
  api_request: {
    table: "api_requests",
    columns: [
      ...SHARED,
      column("requested_at", "timestamptz", ({ time }) => time),
      ...[field("endpoint", "text"), field("method", "text"), field("status_code", "integer")],
      ...[field("response_time_ms", "numeric"), field("bytes", "bigint")],
    ],
  },
  usage: {
    table: "usage_events",
    columns: [
      ...SHARED,
      column("occurred_at", "timestamptz", ({ time }) => time),
      ...[
        column("type", "text", ({ type }) => type),
        field("usage_type", "text"),
        field("quantity", "numeric"),
      ],
    ],
  },
};

/** The plainest statements that put the events into the granular tables: no identity, no rollup, no check. */
export function bareInserts(organizationId: string, events: readonly SampleEvent[]): Statement[] {
  return Object.entries(TABLES).map(([type, { table, columns }]) => {
    const rows = events.filter((event) => event.type === type);
    const names = columns.map(({ name }) => name).join(", ");
    const arrays = columns.map((one, at) => `$${at + 2}::${one.type}[]`).join(", ");
    const text = `insert into ${table} (organization_id, ${names}) select $1::uuid, e.* from unnest(${arrays}) e`;
    return { text, values: [organizationId, ...columns.map(({ of }) => rows.map(of))] };
  });
}

/** The same with every event's identity claimed first. */
export function insertsWithKeys(organizationId: string, events: readonly SampleEvent[]): Statement[] {
  const text = `insert into event_keys (organization_id, id, fingerprint, kind, occurred_at)
    select $1::uuid, e.id, 1, 1, e.at from unnest($2::uuid[], $3::timestamptz[]) e(id, at) order by e.id
    on conflict do nothing`;
  const claim = { text, values: [organizationId, events.map(idOf), events.map(({ time }) => time)] };
  return [claim, ...bareInserts(organizationId, events)];
}

const QUARTER_MS = 15 * 60_000;
const FACTS: Record<string, string> = { file_upload: "upload:success", api_request: "request:success" };
const SIZES: Record<string, string> = { file_upload: "file_size", api_request: "bytes", usage: "quantity" };
const KEY = ["fact", "bucket_start", "team_id", "provider", "file_type"];
const MEASURES = ["event_count", "quantity", "quantity_count", "duration_ms", "duration_count"];

/** Ready sums for the rollup that is kept with the events, and the days that they make dirty. */
function rollupInserts(organizationId: string, events: readonly SampleEvent[]): Statement[] {
  const sums = new Map<string, (string | number)[]>();
  for (const { type, time, data } of events) {
    const start = new Date(Math.floor(Date.parse(time) / QUARTER_MS) * QUARTER_MS).toISOString();
    const fact = FACTS[type] ?? data.usage_type ?? "";
    const key = [fact, start, data.team_id ?? "", data.provider ?? "", data.file_type ?? ""];
    const one = [1, Number(data[SIZES[type] ?? ""] ?? 0), 1, Number(data.response_time_ms ?? 0)];
    const added = [...one, data.response_time_ms === undefined ? 0 : 1];
    const known = sums.get(key.join("\0"))?.slice(KEY.length) ?? [];
    sums.set(key.join("\0"), [...key, ...added.map((value, at) => value + Number(known[at] ?? 0))]);
  }
  const rows = [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const names = [...KEY, ...MEASURES];
  const types = [
    "text",
    "timestamptz",
    "text",
    "text",
    "text",
    "bigint",
    "numeric",
    "bigint",
    "numeric",
    "bigint",
  ];
  const arrays = types.map((type, at) => `$${at + 2}::${type}[]`).join(", ");
  const text = `insert into rollup_quarter_hours as kept (organization_id, ${names.join(", ")})
    select $1::uuid, e.* from unnest(${arrays}) e
    on conflict (organization_id, ${KEY.join(", ")}) do update set
      ${MEASURES.map((name) => `${name} = kept.${name} + excluded.${name}`).join(", ")}`;
  const dirty = `insert into dirty_days (organization_id, usage_date) select $1, unnest($2::date[])`;
  const days = [...new Set(events.map(({ time }) => time.slice(0, 10)))];
  return [
    { text, values: [organizationId, ...names.map((_, at) => rows.map((row) => row[at]))] },
    { text: dirty, values: [organizationId, days] },
  ];
}

/** Rows for every table that a batch of the product fills: identities, events, the fine rollup, dirty days. */
export function insertsIntoAll(organizationId: string, events: readonly SampleEvent[]): Statement[] {
  return [...insertsWithKeys(organizationId, events), ...rollupInserts(organizationId, events)];
}

/** Each list of statements in a transaction of its own, over one connection. */
export function inTransactions(pool: Pool, transactions: readonly Statement[][]): Promise<void> {
  return withConnection(pool, async (client) => {
    for (const statements of transactions) {
      await client.query("begin");
      for (const { text, values } of statements) await client.query(text, values);
      await client.query("commit");
    }
  });
}
