import "server-only";
import { limitTime } from "@/db/scope";
import { growingStretches } from "@/lib/domain/event-stretches";
import { REQUEST_FACTS, UPLOAD_FACTS } from "@/lib/domain/facts";
import { factsOf } from "@/lib/domain/fill";
import type { Span } from "@/lib/domain/usage-query";
import type { EventFilter } from "@/lib/selectors/events/event-conditions";
import { selectOuterQuarter } from "@/lib/selectors/events/select-outer-quarter";
import {
  type EventOrder,
  type EventPage,
  type PlacedEvent,
  selectEventPage,
  selectEventPlaces,
  selectEventsAt,
} from "@/lib/selectors/events/select-usage-events";
import type { UsageReader } from "@/lib/services/usage/usage-reader";
import { spanOf } from "@/lib/services/usage-events/count-events";

/** Behind more events than these a page is looked for by the index first, then read. */
const MOST_PASSED = 500;

/** By an amount every event of the range is looked at, however many there are: but not for longer than this. */
const LONGEST_MS = 20_000;

type Asked = { filter: EventFilter; order: EventOrder; page: EventPage };

/**
 * A page of events in their order. By time it is looked for in a growing stretch from where it begins, so that
 * neither the depth of the page nor the number of months costs anything; by an amount, every event is looked at.
 */
export async function readEventPage(reader: UsageReader, asked: Asked): Promise<PlacedEvent[]> {
  const { filter, order, page } = asked;
  const within = ({ start, end }: Span) => ({ ...filter, range: { from: start, to: end } });
  const { tx, tenantId } = reader;
  if (order.by !== "occurred_at") await limitTime(tx, LONGEST_MS);
  const stretches = await stretchesOf(reader, asked);
  if (page.offset <= MOST_PASSED)
    return widen(stretches, page, (span) => selectEventPage(tx, within(span), order, page));
  const places = await widen(stretches, page, (span) => selectEventPlaces(tx, within(span), order, page));
  return selectEventsAt(tx, tenantId, places);
}

/** The first stretch that fills the page, or else the last one. */
async function widen<T>(
  stretches: readonly Span[],
  { limit }: EventPage,
  read: (span: Span) => Promise<T[]>,
): Promise<T[]> {
  let found: T[] = [];
  for (const span of stretches) {
    found = await read(span);
    if (found.length >= limit) break;
  }
  return found;
}

async function stretchesOf(reader: UsageReader, { filter, order, page }: Asked): Promise<Span[]> {
  const whole = spanOf(filter, reader.billingTimezone);
  const { direction } = order;
  if (order.by !== "occurred_at" || filter.search?.places) return [whole];
  if (page.after) return stretchesAfter(whole, Date.parse(page.after.at), direction);
  const near = await beginningOf(reader, filter, whole, direction);
  return near ? growingStretches(whole, near, direction) : [whole];
}

/** What lies before a cursor is left out here, too: an index is entered by the plain bounds of the time. */
function stretchesAfter({ start, end }: Span, at: number, direction: EventOrder["direction"]): Span[] {
  const rest =
    direction === "desc"
      ? { start, end: new Date(Math.min(end.getTime(), at + 1)) }
      : { start: new Date(Math.max(start.getTime(), at)), end };
  return growingStretches(rest, new Date(at), direction);
}

/** Where the list begins, as far as rollups tell. */
function beginningOf(
  { tx, tenantId, meters }: UsageReader,
  filter: EventFilter,
  span: Span,
  direction: EventOrder["direction"],
): Promise<Date | undefined> {
  const every = [...UPLOAD_FACTS, ...REQUEST_FACTS, ...meters.map(({ key }) => key)];
  const facts = filter.meters.length > 0 ? factsOf(filter.meters) : every;
  return selectOuterQuarter(tx, tenantId, { facts, span, direction });
}
