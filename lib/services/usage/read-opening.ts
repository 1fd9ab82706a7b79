import "server-only";
import { factsOf, fillBuckets, lineTotal } from "@/lib/domain/fill";
import { isAdditive } from "@/lib/domain/meters";
import type { UsageQuery } from "@/lib/domain/usage-query";
import { selectOpeningBuckets } from "@/lib/selectors/usage/select-opening-buckets";
import { toRead, type UsageReader } from "@/lib/services/usage/usage-reader";

/** The part of a meter's numbers that is opening usage: sums that were loaded without events. */
export type OpeningPart = { usage_type: string; total: string; data_exact: string[] };

/** What of a question's answer is opening usage, per meter that has any and per bucket, over all series. */
export async function readOpening(reader: UsageReader, query: UsageQuery): Promise<OpeningPart[]> {
  if (!reader.hasOpening) return [];
  const meters = query.meters.filter(isAdditive);
  const asked = { ...query, meters, dimensions: [] };
  const rows = await selectOpeningBuckets(reader.tx, { ...toRead(reader, asked), facts: factsOf(meters) });
  const { keyed } = fillBuckets(rows, meters, query.spans.length);
  return [...keyed.values()]
    .map((line) => ({
      usage_type: line.meter,
      total: lineTotal(line) ?? "0",
      data_exact: line.amounts.map((amount) => amount ?? "0"),
    }))
    .filter(({ data_exact }) => data_exact.some((amount) => amount !== "0"))
    .sort((a, b) => (a.usage_type < b.usage_type ? -1 : 1));
}
