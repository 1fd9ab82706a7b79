import "server-only";
import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import type { TenantId } from "@/lib/domain/viewer";
import { type RecordedEvents, recordEvents } from "@/lib/services/events/record-events";

/** Larger sendings are batches already. */
const SMALL = 100;
const MOST_COALESCED = 500;
const RECORDING = { verbose: true, keepRejected: true };

type Sending = {
  events: readonly unknown[];
  resolve: (recorded: RecordedEvents) => void;
  reject: (error: unknown) => void;
};
type Queue = { waiting: Sending[]; busy: boolean };

const queues = new WeakMap<Db, Map<TenantId, Queue>>();

/**
 * Records events of concurrent callers together: while one batch of an organization is being committed, small
 * sendings wait and share the next. Everybody is answered after the commit of their own events; a batch that
 * fails fails all who shared it, and sending again is safe. What is kept out is listed for repair.
 */
export async function ingestEvents(
  context: Context,
  events: readonly unknown[],
  options: { verbose?: boolean } = {},
): Promise<RecordedEvents> {
  const recorded =
    events.length > SMALL ? await recordEvents(context, events, RECORDING) : await enqueue(context, events);
  if (options.verbose) return recorded;
  return { ...recorded, results: recorded.results.filter(({ status }) => status !== "accepted") };
}

function enqueue(context: Context, events: readonly unknown[]): Promise<RecordedEvents> {
  const queue = queueOf(context);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ events, resolve, reject });
    if (!queue.busy) void drain(context, queue);
  });
}

function queueOf({ db, tenantId }: Context): Queue {
  const ofDb = queues.get(db) ?? new Map<TenantId, Queue>();
  queues.set(db, ofDb);
  const queue = ofDb.get(tenantId) ?? { waiting: [], busy: false };
  ofDb.set(tenantId, queue);
  return queue;
}

async function drain(context: Context, queue: Queue): Promise<void> {
  queue.busy = true;
  while (queue.waiting.length > 0) await recordTogether(context, takeSome(queue));
  queue.busy = false;
  queues.get(context.db)?.delete(context.tenantId);
}

function takeSome(queue: Queue): Sending[] {
  let count = 0;
  const fits = queue.waiting.findIndex(({ events }, place) => {
    count += events.length;
    return place > 0 && count > MOST_COALESCED;
  });
  return queue.waiting.splice(0, fits === -1 ? queue.waiting.length : fits);
}

async function recordTogether(context: Context, sendings: Sending[]): Promise<void> {
  try {
    const events = sendings.flatMap((sending) => sending.events);
    const { results } = await recordEvents({ ...context, now: new Date() }, events, RECORDING);
    let start = 0;
    for (const { events, resolve } of sendings) {
      resolve(ownShare(results.slice(start, start + events.length), start));
      start += events.length;
    }
  } catch (error) {
    for (const { reject } of sendings) reject(error);
  }
}

function ownShare(results: RecordedEvents["results"], start: number): RecordedEvents {
  const count = (wanted: string) => results.filter(({ status }) => status === wanted).length;
  return {
    accepted: count("accepted"),
    duplicates: count("duplicate"),
    conflicts: count("conflict"),
    rejected: count("rejected"),
    results: results.map((result) => ({ ...result, index: result.index - start })),
  };
}
