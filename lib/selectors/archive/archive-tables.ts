import "server-only";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { MONTHLY_TABLES, type MonthlyTable } from "@/db/partitions";
import { apiRequests, fileUploads, usageEvents } from "@/db/schema";
import { ownTypeFact } from "@/lib/domain/archived-spans";
import { GENERIC_EVENT_TYPE } from "@/lib/domain/meters";

export type ArchiveColumn = { name: string; type: string };

/** How a granular table is archived: all of its columns that are not made of others, and what each row counts as. */
export type ArchiveTable = {
  name: MonthlyTable;
  at: string;
  columns: ArchiveColumn[];
  /** The fact, the quantity and the duration of a row `e`. */
  fact: SQL;
  quantity: SQL;
  duration: SQL;
};

const columnsOf = (table: typeof fileUploads | typeof apiRequests | typeof usageEvents): ArchiveColumn[] =>
  Object.values(getTableColumns(table))
    .filter(({ generated }) => generated === undefined)
    .map((column) => ({ name: column.name, type: column.getSQLType() }));

const TABLES: Readonly<Record<MonthlyTable, Omit<ArchiveTable, "name">>> = {
  file_uploads: {
    at: "uploaded_at",
    columns: columnsOf(fileUploads),
    fact: sql`case e.upload_status when 'success' then 'upload:success' else 'upload:failure' end`,
    quantity: sql`e.file_size::numeric`,
    duration: sql`null::numeric`,
  },
  api_requests: {
    at: "requested_at",
    columns: columnsOf(apiRequests),
    fact: sql`case when e.status_code >= 400 then 'request:failure' when e.status_code < 400 then 'request:success'
      else 'request:unknown' end`,
    quantity: sql`e.bytes::numeric`,
    duration: sql`e.response_time_ms`,
  },
  usage_events: {
    at: "occurred_at",
    columns: columnsOf(usageEvents),
    fact: sql`case when e.type = ${sql.raw(`'${GENERIC_EVENT_TYPE}'`)} and e.usage_type is not null then e.usage_type
      else ${sql.raw(`'${ownTypeFact("")}'`)} || e.type end`,
    quantity: sql`e.quantity`,
    duration: sql`null::numeric`,
  },
};

/** The granular tables, as archives hold them. */
export const ARCHIVE_TABLES: readonly ArchiveTable[] = MONTHLY_TABLES.map((name) => ({
  name,
  ...TABLES[name],
}));

/** What JSON would round or spell by the session's settings goes as text: every digit stays. */
const AS_TEXT = ["numeric", "bigint"];

function value({ name, type }: ArchiveColumn): SQL {
  const column = sql`e.${sql.identifier(name)}`;
  if (type.startsWith("timestamp"))
    return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${sql.identifier(name)}`;
  return AS_TEXT.includes(type) ? sql`${column}::text as ${sql.identifier(name)}` : column;
}

/** A row `e` as the line of an archive that it is written as: the same text for the same row, always. */
export function lineOf({ columns }: ArchiveTable): SQL {
  return sql`(select row_to_json(l)::text from (select ${sql.join(columns.map(value), sql`, `)}) l)`;
}

/** 60 bits of a line's SHA-256. Their sum over all lines does not depend on the order of the lines. */
export const digestOf = (line: SQL): SQL =>
  sql`('x' || left(encode(sha256(convert_to(${line}, 'UTF8')), 'hex'), 15))::bit(60)::bigint`;
