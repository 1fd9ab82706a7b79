import { addDays } from "@/lib/domain/calendar";
import { groupBy } from "@/lib/domain/group-by";
import { dateIn, startOfDay } from "@/lib/domain/time-zone";

/** A part of a day that belongs to another bucket (`added`) than the day's row is counted in (`taken`). */
export type Move = { day: string; from: Date; to: Date; taken: number; added: number };
/** How days are counted in buckets that do not end with them. */
export type CutDays = {
  /** The days that are counted in no bucket before an edge begin with these, one for each edge. */
  edgeDays: string[];
  moves: Move[];
};

type Edge = { at: number; bucket: number; day: string };
type Part = { from: number; to: number; bucket: number };

/**
 * Counts each day of a stretch of whole days in the bucket that holds the longest part of it; the other parts are
 * moves. `edges` are the instants at which one bucket ends and the next one begins.
 */
export function cutDays(
  [first, last]: [number, number],
  edges: readonly number[],
  timezone: string,
): CutDays {
  const dated = edges.map((at, bucket): Edge => ({ at, bucket, day: dateIn(at, timezone) }));
  const edgeDays = dated.map(({ day }) => day);
  const moves: Move[] = [];
  const within = dated.filter(({ at }) => at > first && at < last);
  for (const [day, ofDay] of groupBy(within, (edge) => edge.day)) {
    const start = startOfDay(day, timezone);
    const inside = ofDay.filter(({ at }) => at > start);
    if (inside.length === 0) continue;
    const next = addDays(day, 1);
    const parts = partsOf({ start, end: startOfDay(next, timezone) }, inside);
    const { bucket: taken } = parts.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
    for (const { bucket } of inside) edgeDays[bucket] = bucket < taken ? day : next;
    for (const { from, to, bucket: added } of parts)
      if (added !== taken) moves.push({ day, from: new Date(from), to: new Date(to), taken, added });
  }
  return { edgeDays, moves };
}

/** The parts of a day between the edges inside it, each with its bucket. */
function partsOf({ start, end }: { start: number; end: number }, inside: readonly Edge[]): Part[] {
  const starts = [start, ...inside.map(({ at }) => at)];
  const before = inside[0]?.bucket ?? 0;
  return starts.map((from, place) => ({ from, to: starts[place + 1] ?? end, bucket: before + place }));
}
