import "server-only";
import type { Context } from "@/db/context";
import type { Coverage } from "@/lib/contracts/endpoint";
import type { Bucket } from "@/lib/domain/buckets";
import type { Range } from "@/lib/domain/range";

/**
 * What an answer covers. Events are rolled up in the statement that stores them, so everything acknowledged before
 * the request was read is in its numbers.
 */
export function toCoverage({ now }: Context, { from, to, timezone }: Range, asOf: Date | null): Coverage {
  const readAt = asOf && asOf < now ? asOf : now;
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    timezone,
    as_of: readAt.toISOString(),
    complete_until: readAt.toISOString(),
  };
}

/** A bucket as answers tell it, clipped to the range. */
export function toSeriesBucket({ date, start, end, partial }: Bucket) {
  return { date, start: start.toISOString(), end: end.toISOString(), partial };
}
