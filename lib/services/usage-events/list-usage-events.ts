import "server-only";
import type { Context } from "@/db/context";
import type { UsageEvents, UsageEventsQuery } from "@/lib/contracts/usage-events";
import type { PlacedEvent } from "@/lib/selectors/events/select-usage-events";
import { readUsage } from "@/lib/services/usage/usage-reader";
import { countEvents } from "@/lib/services/usage-events/count-events";
import { customerContext } from "@/lib/services/usage-events/customer-context";
import { type EventTotal, encodeCursor } from "@/lib/services/usage-events/events-cursor";
import {
  type AskedPage,
  askedMeters,
  toAskedPage,
  toEventFilter,
  toEventOrder,
} from "@/lib/services/usage-events/events-question";
import { toUsageEvent } from "@/lib/services/usage-events/present-event";
import { readEventPage } from "@/lib/services/usage-events/read-event-page";
import { readSurroundings } from "@/lib/services/usage-events/read-surroundings";

/**
 * The organization's events and corrections, the latest first unless asked otherwise. Pages by cursor take the same
 * time at any depth when they are ordered by time; they keep the total of the first page.
 */
export async function listUsageEvents(asking: Context, query: UsageEventsQuery): Promise<UsageEvents> {
  const context = await customerContext(asking, query.customer_id);
  const asked = toAskedPage(query);
  return readUsage(context, async (reader) => {
    const filter = await toEventFilter(context, reader, query);
    const page = { limit: query.limit + 1, offset: asked.offset, after: asked.cursor?.after };
    const found = query.sync_status === undefined || query.sync_status === "not_applicable";
    const read = found
      ? await readEventPage(reader, { filter, order: toEventOrder(query, reader.meters), page })
      : [];
    const shown = read.slice(0, query.limit);
    const known = asked.cursor?.total ?? (found ? whole(asked, read.length, query.limit) : NOTHING);
    const total = known ?? (await countEvents(reader, filter));
    const events = shown.map(({ event }) => event);
    const around = await readSurroundings(reader, events);
    const presenting = { asked: askedMeters(reader.meters, query), all: reader.meters, around };
    return {
      events: events.map((event) => toUsageEvent(event, presenting)),
      pagination: toPagination({
        query,
        asked,
        total,
        next: read.length > query.limit ? shown.at(-1) : undefined,
      }),
    };
  });
}

const NOTHING: EventTotal = { items: 0, exact: true };

/** A page that the list ends on tells how long the list is, without counting. */
function whole({ offset }: AskedPage, read: number, limit: number): EventTotal | undefined {
  const ends = read <= limit && (read > 0 || offset === 0);
  return ends ? { items: offset + read, exact: true } : undefined;
}

type Paging = { query: UsageEventsQuery; asked: AskedPage; total: EventTotal; next: PlacedEvent | undefined };

function toPagination({ query, asked: { page }, total, next }: Paging): UsageEvents["pagination"] {
  const after = next && { at: next.event.occurredAt, id: next.event.id, amount: next.amount };
  return {
    page,
    limit: query.limit,
    total_items: total.items,
    total_pages: Math.ceil(total.items / query.limit),
    next_cursor: after ? encodeCursor(query, { page: page + 1, total, after }) : null,
    total_exact: total.exact,
  };
}
