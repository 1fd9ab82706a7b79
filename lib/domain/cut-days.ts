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

type Edge = { at: number; bucket: number };

/**
 * Counts each day of a stretch of whole days in the bucket that holds the longest part of it; the other parts are
 * moves. `edges` are the instants at which one bucket ends and the next one begins.
 */
export function cutDays(
  [first, last]: [number, number],
  edges: readonly number[],
  timezone: string,
): CutDays {
  const edgeDays = edges.map((at) => dateIn(at, timezone));
  const moves: Move[] = [];
  const within = edges
    .map((at, bucket): Edge => ({ at, bucket }))
    .filter(({ at }) => at > first && at < last && startOfDay(dateIn(at, timezone), timezone) !== at);
  for (const [day, inside] of groupBy(within, ({ at }) => dateIn(at, timezone))) {
    const parts = partsOf(day, inside, timezone);
    const { bucket: taken } = parts.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
    for (const { bucket } of inside) edgeDays[bucket] = bucket < taken ? day : addDays(day, 1);
    for (const { from, to, bucket: added } of parts)
      if (added !== taken) moves.push({ day, from: new Date(from), to: new Date(to), taken, added });
  }
  return { edgeDays, moves };
}

/** The parts of a day between the edges inside it, each with its bucket. */
function partsOf(day: string, inside: readonly Edge[], timezone: string) {
  const starts = [startOfDay(day, timezone), ...inside.map(({ at }) => at)];
  const end = startOfDay(addDays(day, 1), timezone);
  const before = inside[0]?.bucket ?? 0;
  return starts.map((from, place) => ({ from, to: starts[place + 1] ?? end, bucket: before + place }));
}
