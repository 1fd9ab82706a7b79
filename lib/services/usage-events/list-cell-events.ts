import "server-only";
import type { UsageTrace, UsageTraceQuery } from "@/lib/contracts/usage-trace";
import type { DimensionFilters } from "@/lib/domain/dimensions";
import type { Meter } from "@/lib/domain/meters";
import type { Span } from "@/lib/domain/usage-query";
import type { OtherKeys } from "@/lib/selectors/usage/other-keys";
import type { UsageReader } from "@/lib/services/usage/usage-reader";
import { decodeCursor, encodeCursor } from "@/lib/services/usage-events/events-cursor";
import { toUsageEvent } from "@/lib/services/usage-events/present-event";
import { readEventPage } from "@/lib/services/usage-events/read-event-page";
import { readSurroundings } from "@/lib/services/usage-events/read-surroundings";

/** The events of one number of a series. */
export type CellEvents = {
  meter: Meter;
  filters: DimensionFilters;
  except: OtherKeys | undefined;
  bucket: Span;
  asOf: Date | null;
};
export type ListedEvents = Pick<UsageTrace, "events" | "next_cursor">;

/** A page of the events that a number is made of, the latest first, with the corrections among them. */
export async function listCellEvents(
  reader: UsageReader,
  query: UsageTraceQuery,
  { meter, filters, except, bucket, asOf }: CellEvents,
): Promise<ListedEvents> {
  const { tenantId, meters } = reader;
  const after = query.cursor === undefined ? undefined : decodeCursor(query, query.cursor).after;
  const range = { from: bucket.start, to: bucket.end };
  const filter = { tenantId, range, meters: [meter], filters, except, asOf: asOf ?? undefined };
  const order = { by: "occurred_at", direction: "desc" } as const;
  const page = { limit: query.limit + 1, offset: 0, after };
  const read = await readEventPage(reader, { filter, order, page });
  const shown = read.slice(0, query.limit).map(({ event }) => event);
  const around = await readSurroundings(reader, shown);
  const last = read.length > query.limit ? shown.at(-1) : undefined;
  const position = last && { at: last.occurredAt, id: last.id, amount: null };
  // The proof beside the list counts its events, so the cursor need not.
  const total = { items: 0, exact: false };
  return {
    events: shown.map((event) => toUsageEvent(event, { asked: [meter], all: meters, around })),
    next_cursor: position ? encodeCursor(query, { page: 1, total, after: position }) : null,
  };
}
