import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import type { Meter } from "@/lib/domain/meters";
import type { TenantId } from "@/lib/domain/viewer";
import { type EventSearch, matches } from "@/lib/selectors/events/event-search";
import {
  EVENT_TABLES,
  type EventPlace,
  type EventTable,
  eventsAt,
} from "@/lib/selectors/events/event-tables";
import { feedsAny } from "@/lib/selectors/events/fed-meters";
import { and, filterConditions } from "@/lib/selectors/usage/fragments";
import { hasNoneOf, type OtherKeys } from "@/lib/selectors/usage/other-keys";

/** Which events are asked for. */
export type EventFilter = {
  tenantId: TenantId;
  /** All times unless given. */
  range?: { from: Date; to: Date } | undefined;
  /** Events that feed one of these; all where there are none. */
  meters: readonly Meter[];
  filters: DimensionFilters;
  /** The keys that a folded rest leaves out. */
  except?: OtherKeys | undefined;
  source?: string | undefined;
  /** With the places that it leads to, or null when they are too many to list. */
  search?: { text: EventSearch; places: readonly EventPlace[] | null } | undefined;
  /** Only what was recorded by then. */
  asOf?: Date | undefined;
};

/** The events `e` of one table that are asked for. */
export type EventSource = { table: EventTable; from: SQL; where: SQL };

/** The tables that may hold events that are asked for, each with its conditions. */
export function eventSources(filter: EventFilter): EventSource[] {
  return EVENT_TABLES.flatMap((table) => {
    const conditions = conditionsOn(table, filter);
    if (!conditions) return [];
    const places = filter.search?.places;
    const from = places ? eventsAt(table, filter.tenantId, places) : sql`${table.name} e`;
    return [{ table, from, where: and(conditions) }];
  });
}

function conditionsOn(table: EventTable, filter: EventFilter): SQL[] | undefined {
  const { tenantId, range, meters, except, source, search, asOf } = filter;
  const conditions = [sql`e.organization_id = ${tenantId}`];
  const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`;
  if (range)
    conditions.push(sql`${table.at} >= ${instant(range.from)} and ${table.at} < ${instant(range.to)}`);
  if (meters.length > 0) {
    const fed = feedsAny(table.kind, meters);
    if (!fed) return undefined;
    conditions.push(fed);
  }
  if (except) conditions.push(hasNoneOf(except, table.dimensions));
  if (source !== undefined) conditions.push(sql`e.source = ${source}`);
  if (search && !search.places) conditions.push(matches(table.kind, search.text));
  if (asOf) conditions.push(sql`e.recorded_at <= ${instant(asOf)}`);
  return [...conditions, ...filterConditions(filter.filters, table.dimensions)];
}
