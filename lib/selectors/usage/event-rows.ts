import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { REQUEST_FACTS, UPLOAD_FACTS } from "@/lib/domain/facts";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import type { Segment } from "@/lib/domain/planner";
import { OWN_QUANTITY, ownValue } from "@/lib/selectors/rollups/own-value";
import {
  type AskedRows,
  and,
  bucketOf,
  comma,
  type DimensionColumns,
  filterConditions,
  keyColumns,
  textArray,
} from "@/lib/selectors/usage/fragments";

/** How one granular table says what a rollup row says. */
type Table = {
  from: SQL;
  at: SQL;
  fact: SQL;
  quantity: SQL;
  durationMs: SQL;
  columns: DimensionColumns;
  conditions: SQL[];
};

/** What `api_requests` calls the dimensions; it has no file types. */
export const REQUEST_COLUMNS: DimensionColumns = {
  team: sql`coalesce(e.team_id, '')`,
  provider: sql`coalesce(e.provider, '')`,
  subject: sql`coalesce(e.subject, '')`,
  api_key: sql`coalesce(e.api_key_id, '')`,
};
/** What `usage_events` and `file_uploads` call them. */
export const EVENT_COLUMNS: DimensionColumns = {
  ...REQUEST_COLUMNS,
  file_type: sql`coalesce(e.file_type, '')`,
};

const UPLOADS: Table = {
  from: sql`file_uploads e`,
  at: sql`e.uploaded_at`,
  fact: sql`case when e.upload_status = 'success' then 'upload:success' else 'upload:failure' end`,
  quantity: sql`e.file_size`,
  durationMs: sql`null::numeric`,
  columns: EVENT_COLUMNS,
  conditions: [],
};

const REQUESTS: Table = {
  from: sql`api_requests e`,
  at: sql`e.requested_at`,
  fact: sql`case when e.status_code is null then 'request:unknown' when e.status_code >= 400
    then 'request:failure' else 'request:success' end`,
  quantity: sql`e.bytes`,
  durationMs: sql`e.response_time_ms`,
  columns: REQUEST_COLUMNS,
  conditions: [],
};

const GENERIC: Table = {
  from: sql`usage_events e`,
  at: sql`e.occurred_at`,
  fact: sql`e.usage_type`,
  quantity: sql`e.quantity`,
  durationMs: sql`null::numeric`,
  columns: EVENT_COLUMNS,
  conditions: [sql`e.type = ${GENERIC_EVENT_TYPE}`],
};

/** Events of an organization's own types: each meter of the type reads its value where it stands in the data. */
function ownTable(meters: readonly Meter[]): Table {
  const keys = textArray(meters.map(({ key }) => key));
  const types = textArray(meters.map(({ eventType }) => eventType));
  const properties = textArray(
    meters.map(({ aggregation, valueProperty }) => (aggregation === "sum" ? (valueProperty ?? "") : "")),
  );
  return {
    ...GENERIC,
    from: sql`usage_events e
      join unnest(${keys}, ${types}, ${properties}) m(fact, type, value_property) on m.type = e.type
      cross join ${ownValue(sql`m.value_property`)}`,
    fact: sql`m.fact`,
    quantity: sql`(case when m.value_property <> '' then ${OWN_QUANTITY} end)`,
    conditions: [],
  };
}

/** The events of a stretch of time, told as rollup rows are; one statement per granular table that is needed. */
export function eventRows(rows: AskedRows, segment: Segment): SQL[] {
  const { facts, query } = rows;
  const tables: Table[] = [];
  if (UPLOAD_FACTS.some((fact) => facts.includes(fact))) tables.push(UPLOADS);
  if (REQUEST_FACTS.some((fact) => facts.includes(fact))) tables.push(REQUESTS);
  const generic = query.meters.filter(({ eventType }) => eventType === GENERIC_EVENT_TYPE);
  if (generic.length > 0) tables.push(GENERIC);
  const own = query.meters.filter(({ eventType }) => eventType !== GENERIC_EVENT_TYPE);
  if (own.length > 0) tables.push(ownTable(own));
  return tables.map((table) => tableRows(table, rows, segment));
}

function tableRows(table: Table, { tenantId, query, facts, edges }: AskedRows, { from, to }: Segment): SQL {
  const { at, quantity, durationMs, columns } = table;
  const instants = edges.map((edge) => edge.toISOString());
  const fact = sql`(${table.fact}) collate "C"`;
  const conditions = [
    sql`e.organization_id = ${tenantId}`,
    sql`${at} >= ${from.toISOString()}::timestamptz`,
    sql`${at} < ${to.toISOString()}::timestamptz`,
    sql`${fact} = any(${textArray(facts)})`,
    ...table.conditions,
    ...filterConditions(query.filters, columns),
  ];
  if (query.asOf) conditions.push(sql`e.recorded_at <= ${query.asOf.toISOString()}::timestamptz`);
  const count = (value: SQL) => sql`case when ${value} is null then 0 else e.sign end`;
  const selected = comma([
    sql`${bucketOf(at, instants, "timestamptz")} as bucket, ${fact} as fact`,
    ...keyColumns(query.dimensions, columns),
    sql`e.sign::bigint as event_count, coalesce(e.sign * ${quantity}, 0)::numeric as quantity`,
    sql`${count(quantity)}::bigint as quantity_count, coalesce(e.sign * ${durationMs}, 0)::numeric as duration_ms`,
    sql`${count(durationMs)}::bigint as duration_count`,
  ]);
  return sql`select ${selected} from ${table.from} where ${and(conditions)}`;
}
