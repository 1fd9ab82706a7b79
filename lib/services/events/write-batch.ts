import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { ensureMonths, type MonthlyTable, type TableMonth } from "@/db/partitions";
import { ingestAsTenant } from "@/db/scope";
import type { Refused } from "@/lib/domain/event";
import { utcMonth } from "@/lib/domain/instant";
import { failureCode } from "@/lib/errors";
import { selectEventKeys } from "@/lib/selectors/events/select-event-keys";
import type { BatchRows } from "@/lib/services/events/batch-rows";
import { type EventResult, eventResults, firstOfEach } from "@/lib/services/events/event-results";
import type { IngestSettings } from "@/lib/services/events/ingest-settings";
import { type PreparedEvent, prepareEvent } from "@/lib/services/events/prepare-event";
import { storeBatch } from "@/lib/services/events/store-batch";
import { retryTransient } from "@/lib/services/retry-transient";

const TABLES: Record<PreparedEvent["event"]["content"]["kind"], MonthlyTable> = {
  upload: "file_uploads",
  request: "api_requests",
  usage: "usage_events",
};
const CHECK_VIOLATION = "23514";

export type Judged = {
  settings: IngestSettings;
  events: (PreparedEvent | Refused)[];
  /** The first of each identity among those that may be stored. */
  batch: PreparedEvent[];
};

/** Judges a batch, event by event. */
export function judge(context: Context, sent: readonly unknown[], settings: IngestSettings): Judged {
  const events = sent.map((event) => prepareEvent(event, settings, context.now));
  return { settings, events, batch: [...firstOfEach(events).values()] };
}

type Writing = { sent: readonly unknown[]; judged: Judged; rows: BatchRows };

/**
 * Stores a judged batch. Null when the organization moved on from the settings that the batch was judged by, or
 * when its rows did not arrive.
 */
export async function storeJudged(
  tx: Db,
  { tenantId }: Context,
  { sent, judged, rows }: Writing,
): Promise<EventResult[] | null> {
  const { settings, events, batch } = judged;
  const { current, received, withheld } = await storeBatch(tx, tenantId, settings, rows);
  if (!current || received !== batch.length) return null;
  const keys = withheld.size > 0 ? await selectEventKeys(tx, tenantId, [...withheld]) : [];
  if (keys.length < withheld.size)
    throw new Error("An identity was taken and given back during the batch; send it again.");
  return eventResults(sent, events, keys);
}

/** One transaction, after the months that the batch needs. Null when one of them was dropped meanwhile. */
export async function write<T>(
  { db, tenantId }: Context,
  { batch }: Judged,
  work: (tx: Db) => Promise<T>,
): Promise<T | null> {
  await retryTransient(() => ensureMonths(db, monthsOf(batch)));
  const written = retryTransient(() => ingestAsTenant(db, tenantId, work));
  return written.catch((error: unknown) => {
    if (failureCode(error) === CHECK_VIOLATION && lacksPartition(error)) return null;
    throw error;
  });
}

function lacksPartition(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && cause.message.startsWith("no partition of relation");
}

function monthsOf(batch: readonly PreparedEvent[]): TableMonth[] {
  const months = new Map<string, TableMonth>();
  for (const { event, occurredAt } of batch) {
    const month = { table: TABLES[event.content.kind], month: utcMonth(occurredAt) };
    months.set(`${month.table} ${month.month}`, month);
  }
  return [...months.values()];
}
