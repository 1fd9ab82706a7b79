import "server-only";
import type { Context } from "@/db/context";
import type { EventResult, EventStatus } from "@/lib/services/events/event-results";
import { keepRejected } from "@/lib/services/events/keep-rejected";
import { recordBatch } from "@/lib/services/events/record-batch";
import { tellRecorded } from "@/lib/services/events/recorded";

export type RecordedEvents = {
  accepted: number;
  duplicates: number;
  conflicts: number;
  rejected: number;
  /** What was not accepted, or everything when asked for. */
  results: EventResult[];
};

export type RecordOptions = {
  verbose?: boolean;
  /** Lists what was kept out for repair; who reads a file tells it beside the file instead. */
  keepRejected?: boolean;
};

/** More would hold the locks of their buckets for too long. */
export const BATCH_SIZE = 5000;

/**
 * Records events as CloudEvents JSON, whoever sends them: the one way into the granular tables. An event counts
 * once, however often it is sent, and counts everywhere as soon as this returns. One bad event refuses no other.
 * Every batch of 5,000 is a transaction of its own; sending everything again after a failure is safe.
 */
export async function recordEvents(
  context: Context,
  events: readonly unknown[],
  options: RecordOptions = {},
): Promise<RecordedEvents> {
  const all: EventResult[] = [];
  for (let start = 0; start < events.length; start += BATCH_SIZE) {
    const batch = events.slice(start, start + BATCH_SIZE);
    const results = await recordBatch(context, batch);
    if (options.keepRejected) await keepRejected(context, batch, results);
    for (const result of results) all.push({ ...result, index: start + result.index });
  }
  if (all.some(({ status }) => status === "accepted")) tellRecorded(context.tenantId);
  const count = (status: EventStatus) => all.filter((result) => result.status === status).length;
  return {
    accepted: count("accepted"),
    duplicates: count("duplicate"),
    conflicts: count("conflict"),
    rejected: count("rejected"),
    results: options.verbose ? all : all.filter(({ status }) => status !== "accepted"),
  };
}
