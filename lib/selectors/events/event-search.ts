import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { EventKind } from "@/lib/domain/usage-event";
import type { TenantId } from "@/lib/domain/viewer";
import { EVENT_TABLES, type EventPlace, type EventTable } from "@/lib/selectors/events/event-tables";

/** How an event's id, its sender's id, or a usage event's trace id begins. */
export type EventSearch = { text: string; ids: { first: string; last: string } | null };

/** More places are not looked up one by one: they are dense enough to be met in the order of the list. */
const MOST_PLACES = 10_000;
const HEX = /^[0-9a-f-]{1,36}$/;
const UUID_PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** Reads what was typed; ids are looked for where it can be the beginning of one. */
export function toEventSearch(text: string): EventSearch {
  const digits = text.toLowerCase().replaceAll("-", "");
  if (!HEX.test(text.toLowerCase()) || digits.length === 0 || digits.length > 32) return { text, ids: null };
  const uuid = (fill: string) => digits.padEnd(32, fill).replace(UUID_PARTS, "$1-$2-$3-$4-$5");
  return { text, ids: { first: uuid("0"), last: uuid("f") } };
}

const traceId = sql.raw("e.trace_id");

/** In the order of bytes, as the indexes are: every text that begins so lies between the two. */
const begins = (column: SQL, text: string) =>
  sql`(${column} ~>=~ ${text} and ${column} ~<~ ${`${text}\u{10FFFF}`})`;

/** Only ids as short as the index holds: it is what finds them. */
const bySender = (text: string) =>
  sql`octet_length(e.source_id) <= 2000 and ${begins(sql`e.source_id`, text)}`;

/** Whether an event `e` is one that is looked for. */
export function matches(kind: EventKind, { text, ids }: EventSearch): SQL {
  const ways = [bySender(text)];
  if (kind === "usage") ways.push(begins(traceId, text));
  if (ids) ways.push(sql`e.id between ${ids.first} and ${ids.last}`);
  return sql`(${sql.join(ways, sql` or `)})`;
}

/** The places of the events that are looked for, by one index each; null where there are too many to list. */
export async function selectFoundPlaces(
  db: Db,
  tenantId: TenantId,
  { text, ids }: EventSearch,
): Promise<EventPlace[] | null> {
  const parts = EVENT_TABLES.map((table) => placesIn(table, tenantId, bySender(text)));
  for (const table of EVENT_TABLES) {
    if (table.kind === "usage") parts.push(placesIn(table, tenantId, begins(traceId, text)));
  }
  if (ids)
    parts.push(sql`select e.kind::int as number, e.id, e.occurred_at as at from event_keys e
      where e.organization_id = ${tenantId} and e.id between ${ids.first} and ${ids.last}`);
  const limited = parts.map((part) => sql`(${part} limit ${MOST_PLACES + 1})`);
  const { rows } = await db.execute<{ number: number; id: string; at: string }>(sql`
    select number, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from (${sql.join(limited, sql` union `)}) places limit ${MOST_PLACES + 1}`);
  return rows.length > MOST_PLACES ? null : rows.flatMap(toPlace);
}

function placesIn({ number, name, at }: EventTable, tenantId: TenantId, found: SQL): SQL {
  const kind = sql.raw(`${number}`);
  return sql`select ${kind} as number, e.id, ${at} as at from ${name} e
    where e.organization_id = ${tenantId} and ${found}`;
}

function toPlace({ number, id, at }: { number: number; id: string; at: string }): EventPlace[] {
  const table = EVENT_TABLES.find((one) => one.number === number);
  return table ? [{ kind: table.kind, id, at }] : [];
}
