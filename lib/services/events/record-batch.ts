import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { forgetMonths } from "@/db/partitions";
import { boundRows } from "@/lib/services/events/batch-rows";
import { type EventResult, eventResults } from "@/lib/services/events/event-results";
import {
  forgetIngestSettings,
  ingestSettings,
  isCurrent,
  readIngestSettings,
} from "@/lib/services/events/ingest-settings";
import { judge, storeJudged, write } from "@/lib/services/events/write-batch";
import { retryTransient } from "@/lib/services/retry-transient";

const ATTEMPTS = 3;

/** Records one batch in one transaction, judged by the meters and the retention that hold when it is stored. */
export async function recordBatch(context: Context, sent: readonly unknown[]): Promise<EventResult[]> {
  const judged = judge(context, sent, await retryTransient(() => ingestSettings(context)));
  // Nothing to store: then no statement would notice that a meter came, or the retention went.
  const results =
    judged.batch.length === 0
      ? (await isCurrent(context, judged.settings)) && eventResults(sent, judged.events, [])
      : await write(context, judged, (tx) =>
          storeJudged(tx, context, { sent, judged, rows: boundRows(judged.batch) }),
        );
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
      return storeJudged(tx, context, { sent, judged, rows: boundRows(judged.batch) });
    });
    if (results) return results;
  }
  throw new Error("The months of the tables change faster than a batch can be stored.");
}
