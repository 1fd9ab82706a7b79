import "server-only";
import type { Bucket } from "@/lib/domain/buckets";
import { addDecimals } from "@/lib/domain/decimal";
import type { UsageRow } from "@/lib/domain/fill";
import { factsOf, fillBuckets, seriesKey } from "@/lib/domain/fill";
import { fillMeasured } from "@/lib/domain/measured";
import { emptyAmount, isAdditive, type Meter } from "@/lib/domain/meters";
import { planEvents } from "@/lib/domain/planner";
import type { UsageQuery } from "@/lib/domain/usage-query";
import { selectCellSums } from "@/lib/selectors/usage/select-cell-sums";
import { selectMeasured } from "@/lib/selectors/usage/select-measured";
import type { Cell } from "@/lib/services/usage/trace-cell";
import type { UsageReader } from "@/lib/services/usage/usage-reader";

/** What the events of a number come to, and what stands beside them from before the events. */
export type EventSum = { count: number; sum: string | null; opening: string };

/** Recomputes a number from its events alone. */
export async function sumEvents(
  reader: UsageReader,
  asked: UsageQuery,
  { meter, shown, filters, except }: Cell,
  bucket: Bucket,
): Promise<EventSum> {
  const { tx, tenantId, billingTimezone } = reader;
  const facts = factsOf([meter]);
  const query = { ...asked, meters: [meter], spans: [bucket] };
  if (isAdditive(meter)) {
    const sums = await selectCellSums(tx, { tenantId, query: { ...query, filters }, facts }, except);
    const [events, opening] = [toAmount(sums.events, meter), toAmount(sums.opening, meter)];
    return { count: events.count, sum: events.amount, opening: opening.amount };
  }
  const read = { tenantId, query, plan: planEvents(query, billingTimezone), facts };
  const keys = except ? except.keys.map((values) => ({ meter: meter.key, values })) : [shown];
  const rows = await selectMeasured(tx, read, { series: keys, rest: except !== undefined });
  const lines = fillMeasured(rows, [meter], 1);
  const line = except ? lines.rest.get(meter.key) : lines.keyed.get(shown.key);
  return { count: line?.counts[0] ?? 0, sum: line?.amounts[0] ?? emptyAmount(meter), opening: "0" };
}

function toAmount(rows: readonly UsageRow[], meter: Meter): { amount: string; count: number } {
  const line = fillBuckets(rows, [meter], 1).keyed.get(seriesKey(meter.key, []));
  return { amount: line?.amounts[0] ?? "0", count: line?.counts[0] ?? 0 };
}

/** Whether a number is what its events and the opening usage come to. */
export function reconciles(value: string | null, { sum, opening }: EventSum): boolean {
  if (value === null || sum === null) return value === sum;
  return value === addDecimals([sum, opening]);
}
