import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { ensureMonths, forgetMonths, type MonthlyTable, type TableMonth } from "@/db/partitions";
import { writeAsTenant } from "@/db/scope";
import type { Refused } from "@/lib/domain/event";
import { utcMonth } from "@/lib/domain/instant";
import { failureCode } from "@/lib/errors";
import { selectEventKeys } from "@/lib/selectors/events/select-event-keys";
import { type EventResult, eventResults, firstOfEach } from "@/lib/services/events/event-results";
import {
  forgetIngestSettings,
  type IngestSettings,
  ingestSettings,
  isCurrent,
  readIngestSettings,
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
const ATTEMPTS = 3;

type Judged = {
  settings: IngestSettings;
  events: (PreparedEvent | Refused)[];
  /** The first of each identity among those that may be stored. */
  batch: PreparedEvent[];
};

/** Records one batch in one transaction, judged by the meters and the retention that hold when it is stored. */
export async function recordBatch(context: Context, sent: readonly unknown[]): Promise<EventResult[]> {
  const judged = judge(context, sent, await retryTransient(() => ingestSettings(context)));
  // Nothing to store: then no statement would notice that a meter came, or the retention went.
  const results =
    judged.batch.length === 0
      ? (await isCurrent(context, judged.settings)) && eventResults(sent, judged.events, [])
      : await write(context, judged, (tx) => storeJudged(tx, context, sent, judged));
  return results || recordUnderLock(context, sent);
}

/** For when what we knew was outdated: the settings are read again behind the lock that keeps them as they are. */
async function recordUnderLock(context: Context, sent: readonly unknown[]): Promise<EventResult[]> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    forgetIngestSettings(context);
    forgetMonths(context.db);
    const expected = judge(context, sent, await retryTransient(() => ingestSettings(context)));
    const results = await write(context, expected, async (tx) => {
      await tx.execute(sql`select from organizations where id = ${context.tenantId} for key share`);
      const judged = judge(context, sent, await readIngestSettings(tx, context.tenantId));
      return storeJudged(tx, context, sent, judged);
    });
    if (results) return results;
  }
  throw new Error("The months of the tables change faster than a batch can be stored.");
}

function judge(context: Context, sent: readonly unknown[], settings: IngestSettings): Judged {
  const events = sent.map((event) => prepareEvent(event, settings, context.now));
  return { settings, events, batch: [...firstOfEach(events).values()] };
}

/** Null when the organization moved on from the settings that the batch was judged by. */
async function storeJudged(
  tx: Db,
  { tenantId }: Context,
  sent: readonly unknown[],
  { settings, events, batch }: Judged,
): Promise<EventResult[] | null> {
  const { current, withheld } = await storeBatch(tx, tenantId, settings, batch);
  if (!current) return null;
  const keys = withheld.size > 0 ? await selectEventKeys(tx, tenantId, [...withheld]) : [];
  if (keys.length < withheld.size)
    throw new Error("An identity was taken and given back during the batch; send it again.");
  return eventResults(sent, events, keys);
}

/** One transaction, after the months that the batch needs. Null when one of them was dropped meanwhile. */
async function write<T>(
  { db, tenantId }: Context,
  { batch }: Judged,
  work: (tx: Db) => Promise<T>,
): Promise<T | null> {
  await retryTransient(() => ensureMonths(db, monthsOf(batch)));
  const written = retryTransient(() => writeAsTenant(db, tenantId, work));
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
