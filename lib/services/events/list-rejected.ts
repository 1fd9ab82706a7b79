import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { RejectedEvents, RejectedEventsQuery } from "@/lib/contracts/rejected-events";
import { EVENT_REFUSALS } from "@/lib/domain/event";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { toPagination } from "@/lib/domain/page-of";
import { REJECTED_DAYS, rejectedSince } from "@/lib/domain/rejected-events";
import {
  type RejectedEvent,
  type RejectedPage,
  selectRejectedEvents,
} from "@/lib/selectors/events/select-rejected-events";

const DEEPEST_ROW = 10_000;
const DAY_MS = 86_400_000;

/** The organization's rejected and conflicting events of the last 30 days, the last received first. */
export async function listRejectedEvents(
  { db, tenantId, now }: Context,
  query: RejectedEventsQuery,
): Promise<RejectedEvents> {
  if (query.code !== undefined && query.codes !== undefined)
    throw new InvalidInput("conflicting_parameters", "code", "says the same as codes: give one of them");
  const { page, ...position } = positionOf(query);
  const filter = {
    since: rejectedSince(now),
    statuses: query.status ? [query.status] : [],
    codes: query.code ? [query.code] : (query.codes ?? []),
  };
  const limit = query.limit + 1;
  const { total, events } = await readAsTenant(db, tenantId, (tx) =>
    selectRejectedEvents(tx, tenantId, filter, { ...position, limit }),
  );
  const shown = events.slice(0, query.limit);
  const last = events.length > query.limit ? shown.at(-1) : undefined;
  const next_cursor = last ? encodeCursor(page + 1, last) : null;
  const pagination = { ...toPagination({ page, limit: query.limit }, total), next_cursor };
  return { rejected_events: shown.map(toRejectedEvent), pagination };
}

function positionOf({
  page,
  limit,
  cursor,
}: RejectedEventsQuery): { page: number } & Omit<RejectedPage, "limit"> {
  if (cursor === undefined) {
    const number = page ?? 1;
    if (number * limit > DEEPEST_ROW)
      throw new InvalidInput("page_too_deep", "page", "is beyond row 10,000: continue with next_cursor");
    return { page: number, offset: (number - 1) * limit };
  }
  if (page !== undefined)
    throw new InvalidInput("conflicting_parameters", "page", "cannot be given beside cursor");
  return { offset: 0, ...decodeCursor(cursor) };
}

function encodeCursor(page: number, { receivedAt, id }: RejectedEvent): string {
  return Buffer.from(JSON.stringify([page, receivedAt.toISOString(), id])).toString("base64url");
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function decodeCursor(cursor: string): { page: number; after: { receivedAt: string; id: string } } {
  const [page, at, id] = parsedList(Buffer.from(cursor, "base64url").toString());
  const time = typeof at === "string" ? new Date(at) : new Date(Number.NaN);
  if (!Number.isSafeInteger(page) || Number.isNaN(time.getTime()) || typeof id !== "string" || !UUID.test(id))
    throw new InvalidInput("invalid_parameter", "cursor", "is not a cursor that this endpoint gave");
  return { page: Number(page), after: { receivedAt: time.toISOString(), id } };
}

function parsedList(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function toRejectedEvent(entry: RejectedEvent): RejectedEvents["rejected_events"][number] {
  return {
    id: entry.id,
    status: entry.status,
    code: EVENT_REFUSALS.find((code) => code === entry.code) ?? null,
    detail: entry.detail,
    source: entry.source,
    source_id: entry.sourceId,
    event: entry.event === null ? null : JSON.parse(entry.event),
    event_truncated: entry.event === null,
    times_received: entry.timesReceived,
    first_received_at: entry.firstReceivedAt.toISOString(),
    received_at: entry.receivedAt.toISOString(),
    expires_at: new Date(entry.receivedAt.getTime() + REJECTED_DAYS * DAY_MS).toISOString(),
  };
}
