import "server-only";
import type { Context } from "@/db/context";
import { ensureMonths, forgetMonths, type MonthlyTable, type TableMonth } from "@/db/partitions";
import { writeAsTenant } from "@/db/scope";
import { utcMonth } from "@/lib/domain/instant";
import { failureCode } from "@/lib/errors";
import { type EventKey, selectEventKeys } from "@/lib/selectors/events/select-event-keys";
import { type EventResult, eventResults, firstOfEach } from "@/lib/services/events/event-results";
import {
  forgetIngestSettings,
  type IngestSettings,
  ingestSettings,
  isCurrent,
} from "@/lib/services/events/ingest-settings";
import { type PreparedEvent, prepareEvent } from "@/lib/services/events/prepare-event";
import { storeBatch } from "@/lib/services/events/store-batch";
import { retryTransient } from "@/lib/services/retry-transient";

const TABLES: Record<PreparedEvent["event"]["content"]["kind"], MonthlyTable> = {
  upload: "file_uploads",
  request: "api_requests",
  usage: "usage_events",
};
const CHECK_VIOLATION = "23514";
const ATTEMPTS = 5;

type Outcome = { claimed: Set<string>; keys: EventKey[] };

/** Records one batch in one transaction, judged by the meters and the retention that hold when it is stored. */
export async function recordBatch(context: Context, sent: readonly unknown[]): Promise<EventResult[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const settings = await retryTransient(() => ingestSettings(context));
    const judged = sent.map((event) => prepareEvent(event, settings, context.now));
    const outcome = await store(context, settings, [...firstOfEach(judged).values()]);
    if (outcome) return eventResults(sent, judged, outcome);
    forgetIngestSettings(context);
    forgetMonths(context.db);
  }
  throw new Error("The organization's meters change faster than a batch can be stored.");
}

/** Null when the organization, or the months that the tables have, moved on from what we knew. */
async function store(
  context: Context,
  settings: IngestSettings,
  batch: readonly PreparedEvent[],
): Promise<Outcome | null> {
  const { db, tenantId } = context;
  // Nothing to store: then no statement would notice that a meter came, or the retention went.
  if (batch.length === 0)
    return (await isCurrent(context, settings)) ? { claimed: new Set(), keys: [] } : null;
  await retryTransient(() => ensureMonths(db, monthsOf(batch)));
  const stored = retryTransient(() =>
    writeAsTenant(db, tenantId, async (tx) => {
      const { current, claimed } = await storeBatch(tx, tenantId, settings, batch);
      if (!current) return null;
      const withheld = batch.filter(({ id }) => !claimed.has(id)).map(({ id }) => id);
      const keys = withheld.length > 0 ? await selectEventKeys(tx, tenantId, withheld) : [];
      return { claimed, keys };
    }),
  );
  return stored.catch((error: unknown) => {
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
