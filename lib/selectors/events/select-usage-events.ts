import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { CreditRates } from "@/lib/domain/credits";
import type { Meter } from "@/lib/domain/meters";
import type { StoredUsageEvent } from "@/lib/domain/usage-event";
import type { TenantId } from "@/lib/domain/viewer";
import { creditAmount } from "@/lib/selectors/events/credit-amounts";
import { type EventFilter, type EventSource, eventSources } from "@/lib/selectors/events/event-conditions";
import {
  EVENT_TABLES,
  type EventPlace,
  type EventRow,
  type EventTable,
  eventsAt,
  toStoredEvent,
} from "@/lib/selectors/events/event-tables";
import { shownQuantity } from "@/lib/selectors/events/fed-meters";

/** By time, or by an amount of each event. */
export type EventOrder = { direction: "asc" | "desc" } & (
  | { by: "occurred_at" }
  | { by: "quantity"; asked: readonly Meter[]; all: readonly Meter[] }
  | { by: "total_credits"; rates: CreditRates }
);
/** Where a list goes on: behind an event at a time, and with the amount that it was placed by. */
export type EventPosition = { at: string; id: string; amount: string | null };
export type EventPage = { limit: number; offset: number; after?: EventPosition | undefined };

/** Where an event of a list stands, with the amount that it was placed by. */
export type ListedPlace = EventPlace & { amount: string | null };
/** An event of a list, with the amount that it was placed by. */
export type PlacedEvent = { event: StoredUsageEvent; amount: string | null };

/** A page of events in their order; those that happened at one instant are ordered by their id. */
export async function selectEventPage(
  db: Db,
  filter: EventFilter,
  order: EventOrder,
  page: EventPage,
): Promise<PlacedEvent[]> {
  const parts = eventSources(filter).map((source) =>
    partOf(source, { order, page, columns: source.table.columns }),
  );
  if (parts.length === 0) return [];
  const direction = sql.raw(order.direction);
  // Of these years text in UTC with microseconds has the order of time.
  const { rows } = await db.execute<EventRow & { amount: string | null }>(sql`
    select * from (${sql.join(parts, sql` union all `)}) u
    order by u.amount ${direction}, u.occurred_at collate "C" ${direction}, u.id ${direction}
    limit ${page.limit} offset ${page.offset}`);
  return rows.map((row) => ({ event: toStoredEvent(row), amount: row.amount }));
}

/** The same as places alone, which indexes tell: for pages that many events lie before. */
export async function selectEventPlaces(
  db: Db,
  filter: EventFilter,
  order: EventOrder,
  page: EventPage,
): Promise<ListedPlace[]> {
  const parts = eventSources(filter).map((source) =>
    partOf(source, {
      order,
      page,
      columns: sql`${sql.raw(`'${source.table.kind}'`)} as kind, e.id, ${source.table.at} as at`,
    }),
  );
  if (parts.length === 0) return [];
  const direction = sql.raw(order.direction);
  const { rows } = await db.execute<ListedPlace>(sql`
    select u.kind, u.id, to_char(u.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, u.amount
    from (${sql.join(parts, sql` union all `)}) u
    order by u.amount ${direction}, u.at ${direction}, u.id ${direction}
    limit ${page.limit} offset ${page.offset}`);
  return rows;
}

/** The events at some places, in the order of the places. */
export async function selectEventsAt(
  db: Db,
  tenantId: TenantId,
  places: readonly ListedPlace[],
): Promise<PlacedEvent[]> {
  const tables = EVENT_TABLES.filter(({ kind }) => places.some((place) => place.kind === kind));
  if (tables.length === 0) return [];
  const parts = tables.map((table) => sql`select ${table.columns} from ${eventsAt(table, tenantId, places)}`);
  const { rows } = await db.execute<EventRow>(sql.join(parts, sql` union all `));
  const events = new Map(rows.map((row) => [row.id, toStoredEvent(row)]));
  return places.flatMap(({ id, amount }) => {
    const event = events.get(id);
    return event ? [{ event, amount }] : [];
  });
}

type Part = { order: EventOrder; page: EventPage; columns: SQL };

/** As much of one table as the page may need. */
function partOf({ table, from, where }: EventSource, { order, page, columns }: Part): SQL {
  const direction = sql.raw(order.direction);
  const amount = amountOf(table, order);
  const keys = [...(amount ? [amount] : []), table.at, sql`e.id`];
  const sorted = keys.map((key) => sql`${key} ${direction}`);
  const after = page.after ? sql` and ${beyond(table, order, page.after)}` : sql``;
  return sql`(
    select ${columns}, ${amount ?? sql`null`}::numeric as amount
    from ${from} where ${where}${after}
    order by ${sql.join(sorted, sql`, `)} limit ${page.limit + page.offset})`;
}

function amountOf({ kind }: EventTable, order: EventOrder): SQL | undefined {
  if (order.by === "quantity") return shownQuantity(kind, order);
  if (order.by === "total_credits") return kind === "usage" ? creditAmount(order.rates) : sql`0::numeric`;
  return undefined;
}

/** Behind the position; by time alone also told by itself, which tells what months need not be looked at. */
function beyond(table: EventTable, order: EventOrder, { at, id, amount }: EventPosition): SQL {
  const operator = sql.raw(order.direction === "desc" ? "<" : ">");
  const time = sql`${at}::timestamptz`;
  const placed = amountOf(table, order);
  if (placed)
    return sql`(${placed}, ${table.at}, e.id) ${operator} (${amount}::numeric, ${time}, ${id}::uuid)`;
  return sql`${table.at} ${operator}= ${time} and (${table.at}, e.id) ${operator} (${time}, ${id}::uuid)`;
}
