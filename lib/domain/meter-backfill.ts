import { percentages } from "@/lib/domain/shares";

/** How far the events that are older than a meter are rolled up: from the first of them, done so far, to the last. */
export type MeterBackfill = { from: string | null; done: string; to: string };

/** Nothing is done; the clocks of senders may be some minutes ahead of the meter's creation. */
export function newBackfill(now: Date): MeterBackfill {
  return {
    from: null,
    done: "2000-01-01T00:00:00.000Z",
    to: new Date(now.getTime() + 600_000).toISOString(),
  };
}

/** How much of the time is done, from 0 to 1. */
export function backfillShare({ from, done, to }: MeterBackfill): number {
  if (from === null) return 0;
  const [start, now, end] = [from, done, to].map((text) => Date.parse(text)) as [number, number, number];
  return end <= start ? 1 : Math.min(1, Math.max(0, (now - start) / (end - start)));
}

/** The same as a percentage with two digits. */
export function backfillPercentage(backfill: MeterBackfill): string {
  const share = Math.floor(backfillShare(backfill) * 10_000);
  return percentages([share, 10_000 - share])[0] ?? "0.00";
}
