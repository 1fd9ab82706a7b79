import "server-only";
import type { Context } from "@/db/context";
import type { UsageEventsQuery } from "@/lib/contracts/usage-events";
import { archivedFacts, refuseArchived } from "@/lib/domain/archived-spans";
import { InvalidInput } from "@/lib/domain/invalid-input";
import type { Meter } from "@/lib/domain/meters";
import { resolveRange } from "@/lib/domain/range";
import type { EventFilter } from "@/lib/selectors/events/event-conditions";
import { selectFoundPlaces, toEventSearch } from "@/lib/selectors/events/event-search";
import type { EventOrder } from "@/lib/selectors/events/select-usage-events";
import { chooseMeters, rangeParameter, toFilters } from "@/lib/services/usage/usage-question";
import type { UsageReader } from "@/lib/services/usage/usage-reader";
import { creditRates } from "@/lib/services/usage-events/credit-rates";
import { decodeCursor, type EventsCursor } from "@/lib/services/usage-events/events-cursor";

const DEEPEST_ROW = 10_000;

/** Which page is asked for: by its number, or behind the page before. */
export type AskedPage = { page: number; offset: number; cursor: EventsCursor | undefined };

/** The page of a request; beyond the 10,000th row only cursors lead. */
export function toAskedPage(query: UsageEventsQuery): AskedPage {
  if (query.cursor === undefined) {
    const page = query.page ?? 1;
    if (page * query.limit > DEEPEST_ROW)
      throw new InvalidInput("page_too_deep", "page", "ends beyond row 10,000: continue with next_cursor");
    return { page, offset: (page - 1) * query.limit, cursor: undefined };
  }
  if (query.page !== undefined)
    throw new InvalidInput("conflicting_parameters", "page", "cannot be given beside cursor");
  const cursor = decodeCursor(query, query.cursor);
  return { page: cursor.page, offset: 0, cursor };
}

/** The meters that a request names, in its order; none means all events. */
export function askedMeters(all: readonly Meter[], query: UsageEventsQuery): Meter[] {
  const { meters, named } = chooseMeters(all, query);
  return named ? meters : [];
}

/** The events that a request asks for; a range that holds archived ones is refused, for they are not listed. */
export async function toEventFilter(
  { tenant, now }: Context,
  reader: UsageReader,
  query: UsageEventsQuery,
): Promise<EventFilter> {
  const { tx, tenantId } = reader;
  const timezone = query.timezone ?? tenant.timezone;
  const everything = query.start_date === undefined && query.from === undefined;
  const range = everything ? undefined : resolveRange(query, { timezone, now });
  const meters = askedMeters(reader.meters, query);
  if (range) {
    const facts = meters.length > 0 ? { facts: archivedFacts(meters) } : {};
    refuseArchived(reader, { start: range.from, end: range.to }, { field: rangeParameter(query), ...facts });
  }
  const text = query.q === undefined ? undefined : toEventSearch(query.q);
  return {
    ...{ tenantId, range, meters, filters: toFilters(query), source: query.source },
    search: text && { text, places: await selectFoundPlaces(tx, tenantId, text) },
  };
}

/** The order that a request asks for. */
export function toEventOrder(query: UsageEventsQuery, all: readonly Meter[]): EventOrder {
  const direction = query.sort_order;
  if (query.sort_by === "quantity") return { by: "quantity", direction, asked: askedMeters(all, query), all };
  if (query.sort_by === "total_credits") return { by: "total_credits", direction, rates: creditRates() };
  return { by: "occurred_at", direction };
}
