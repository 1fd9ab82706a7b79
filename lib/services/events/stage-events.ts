import "server-only";
import { randomUUID } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { canCopy, copyInto, copyText } from "@/db/copy";
import { writeAsTenant } from "@/db/scope";
import { type BatchRows, EVENT_COLUMNS } from "@/lib/services/events/batch-rows";
import type { EventResult } from "@/lib/services/events/event-results";
import { ingestSettings } from "@/lib/services/events/ingest-settings";
import type { PreparedEvent } from "@/lib/services/events/prepare-event";
import { recordEvents } from "@/lib/services/events/record-events";
import { tellRecorded } from "@/lib/services/events/recorded";
import { type Judged, judge, storeJudged, write } from "@/lib/services/events/write-batch";
import { retryTransient } from "@/lib/services/retry-transient";

/** The events of one transaction of a bulk load: enough to be sorted well, few enough to hold locks only briefly. */
export const BULK_SIZE = 10_000;
/** Fewer events are not worth the way over the staging table. */
const FEW = 1000;
/** Lines that are handed to the connection at once. */
const LINES = 200;

/** Stores the staged events and says what became of each, in the order in which they were given. */
export type Store = () => Promise<EventResult[]>;

/**
 * Records events with the results of `recordEvents`, in two steps: they are judged and copied to the database, and
 * then stored by one statement. So the next chunk of a file can be on its way while one is being stored.
 */
export async function stageEvents(context: Context, sent: readonly unknown[]): Promise<Store> {
  const plainly = async () => (await recordEvents(context, sent, { verbose: true })).results;
  if (sent.length < FEW || !canCopy(context.db)) return plainly;
  const judged = judge(context, sent, await retryTransient(() => ingestSettings(context)));
  if (judged.batch.length === 0) return plainly;
  const loadId = await retryTransient(() => copyBatch(context, judged.batch));
  return async () => (await storeStaged(context, loadId, { sent, judged })) ?? plainly();
}

/** Null when the staged rows were lost or were judged by outdated rules: then they are dropped. */
async function storeStaged(
  context: Context,
  loadId: string,
  staged: { sent: readonly unknown[]; judged: Judged },
): Promise<EventResult[] | null> {
  const { db, tenantId } = context;
  const rows = stagedRows(tenantId, loadId);
  const results = await write(context, staged.judged, (tx) => storeJudged(tx, context, { ...staged, rows }));
  if (results === null) await writeAsTenant(db, tenantId, (tx) => tx.execute(dropStaged(tenantId, loadId)));
  else if (results.some(({ status }) => status === "accepted")) tellRecorded(tenantId);
  return results;
}

const KEYS = ["organization_id", "load_id", "n", "part"];
const FACTS = ["fact", "fact_quantity", "fact_duration_ms"];
const CONTENT = EVENT_COLUMNS.filter(({ name }) => name !== "n");
const COLUMNS = [...KEYS, ...CONTENT.map(({ name }) => name), ...FACTS];

/** Under a new id each time: a copy may be repeated that was committed and never acknowledged. */
async function copyBatch({ db, tenantId }: Context, batch: readonly PreparedEvent[]): Promise<string> {
  const loadId = randomUUID();
  const lines = linesOf(batch, `${tenantId}\t${loadId}`);
  await copyInto(db, `copy staged_events (${COLUMNS.join(", ")}) from stdin`, lines);
  return loadId;
}

function* linesOf(batch: readonly PreparedEvent[], owner: string): Generator<string> {
  let text = "";
  for (const [n, event] of batch.entries()) {
    text += eventLines(event, n, owner);
    if ((n + 1) % LINES > 0) continue;
    yield text;
    text = "";
  }
  if (text) yield text;
}

const NO_EVENT = "\t\\N".repeat(CONTENT.length);

/** A line of the event with its first fact, and one for each further fact. (Text is put together as it comes: arrays cost more.) */
function eventLines(event: PreparedEvent, n: number, owner: string): string {
  let lines = `${owner}\t${n}\t0`;
  for (const { value } of CONTENT) lines += `\t${copyText(value(event, n))}`;
  const [first, ...more] = event.facts;
  lines += factText(first);
  for (const [at, fact] of more.entries()) lines += `${owner}\t${n}\t${at + 1}${NO_EVENT}${factText(fact)}`;
  return lines;
}

const factText = (fact: PreparedEvent["facts"][number] | undefined): string =>
  `\t${copyText(fact?.fact)}\t${copyText(fact?.quantity)}\t${copyText(fact?.durationMs)}\n`;

const dropStaged = (tenantId: string, loadId: string): SQL =>
  sql`delete from staged_events where organization_id = ${tenantId} and load_id = ${loadId}`;

/** The statement that stores them takes them away: they are stored and gone, or neither. */
function stagedRows(tenantId: string, loadId: string): BatchRows {
  const columns = sql.raw(EVENT_COLUMNS.map(({ name }) => name).join(", "));
  return {
    before: sql`staged as (${dropStaged(tenantId, loadId)} returning *),`,
    events: sql`(select ${columns} from staged where part = 0) i`,
    facts: sql`(
      select n, fact, fact_quantity as quantity, fact_duration_ms as duration_ms
      from staged where fact is not null
    ) f`,
  };
}
