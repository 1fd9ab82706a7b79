import { factsOf } from "@/lib/domain/fill";
import { InvalidInput } from "@/lib/domain/invalid-input";
import { GENERIC_EVENT_TYPE, type Meter } from "@/lib/domain/meters";
import type { Span } from "@/lib/domain/usage-query";

/** Why the events of a span are not there: they are in an archive, or the retention deleted them. */
export type SpanReason = "archive" | "retention";

/** What the events of a span were, by fact: how many, and when the first and the last happened (UTC, ISO 8601). */
export type SpanContents = Record<string, { events: number; first: string; last: string }>;

/** A stretch of time whose events are not, or not all, in the tables, with what they were. */
export type ArchivedSpan = { start: Date; end: Date; reason: SpanReason; contents: Readonly<SpanContents> };

/** The contents of two spans together. */
export function mergeContents(one: Readonly<SpanContents>, other: Readonly<SpanContents>): SpanContents {
  const merged: SpanContents = { ...one };
  for (const [fact, added] of Object.entries(other)) {
    const known = merged[fact] ?? { ...added, events: 0 };
    const [first = added.first, , , last = added.last] = [
      known.first,
      known.last,
      added.first,
      added.last,
    ].sort();
    merged[fact] = { events: known.events + added.events, first, last };
  }
  return merged;
}

/**
 * Under which name an event counts in the contents of a span: its fact, except that the events of an organization's
 * own type count under that type, since meters may be made after them.
 */
export function ownTypeFact(eventType: string): string {
  return `type:${eventType}`;
}

/** Under which names the events that feed some meters count in the contents of a span. */
export function archivedFacts(meters: readonly Meter[]): string[] {
  const own = new Map(meters.map((meter) => [meter.key, meter]));
  return factsOf(meters).map((fact) => {
    const type = own.get(fact)?.eventType ?? GENERIC_EVENT_TYPE;
    return type === GENERIC_EVENT_TYPE ? fact : ownTypeFact(type);
  });
}

/** The spans within a stretch of time that hold events of some facts, or of any when none are given. */
export function spansWithin<S extends ArchivedSpan>(
  spans: readonly S[],
  { start, end }: Span,
  facts?: readonly string[],
): S[] {
  return spans.filter(
    (span) =>
      span.start < end &&
      span.end > start &&
      (facts === undefined || facts.some((fact) => Object.hasOwn(span.contents, fact))),
  );
}

/** For questions without a range. */
export const ALL_TIME: Span = { start: new Date(0), end: new Date(Date.UTC(2200, 0, 1)) };

/** What a question needs single events for: the parameter at fault, and the facts of the events (any, unless told). */
export type EventsNeeded = { field: string; facts?: readonly string[]; because?: string };

/**
 * Refuses a question that needs single events of a time whose events are archived or deleted, as a 400 `archived`
 * that names the parameter. Whoever reads events asks this first; sums come from rollups and need not.
 */
export function refuseArchived(
  { archived }: { archived: readonly ArchivedSpan[] },
  span: Span,
  { field, facts, because }: EventsNeeded,
): void {
  const missing = spansWithin(archived, span, facts);
  const told = missing.find(({ reason }) => reason === "archive") ?? missing[0];
  if (!told) return;
  const reason = because === undefined ? "" : ` (${because})`;
  const remedy =
    told.reason === "archive" ? "ask for sums only, or restore the archive" : "ask for sums only";
  const sentence = `is answered from single events${reason}, but ${describeSkipped(told)}: ${remedy}`;
  throw new InvalidInput("archived", field, sentence);
}

/**
 * The same for lists of events, which may be asked without bounds: then they hold what is there, the newest first,
 * and only a list that is to begin or to end in such a time is refused.
 */
export function refuseListed(
  reader: { archived: readonly ArchivedSpan[] },
  { from, to }: { from?: Date | undefined; to?: Date | undefined },
): void {
  if (from) refuseArchived(reader, { start: from, end: to ?? ALL_TIME.end }, { field: "from" });
  else if (to) refuseArchived(reader, { start: new Date(to.getTime() - 1), end: to }, { field: "to" });
}

/** A time of which nothing can be recomputed, without what its events were. */
export type SkippedTime = Pick<ArchivedSpan, "start" | "end" | "reason">;

/** A span without its contents. */
export function toSkippedTime({ start, end, reason }: ArchivedSpan): SkippedTime {
  return { start, end, reason };
}

/** What became of the events of a time, in words. */
export function describeSkipped(span: SkippedTime): string {
  const fate = span.reason === "archive" ? "are archived" : "were deleted by the retention";
  return `the events of ${describeSpan(span)} ${fate}`;
}

/** A span in words: its UTC days, the last one included. */
function describeSpan({ start, end }: Pick<ArchivedSpan, "start" | "end">): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return `${day(start.getTime())} to ${day(end.getTime() - 1)}`;
}

const QUARTER_MS = 900_000;

/**
 * From the first to the last event of some facts, those of archived times among them. Of archived times only whole
 * quarter hours are known, so that the bounds stand on one then.
 */
export function boundsWithArchived(
  stored: { from: Date; to: Date } | undefined,
  spans: readonly ArchivedSpan[],
  facts: readonly string[],
): { from: Date; to: Date } | undefined {
  const found = spans.flatMap(({ contents }) => facts.flatMap((fact) => contents[fact] ?? []));
  if (found.length === 0) return stored;
  const starts = found.map(({ first }) => Date.parse(first));
  const ends = found.map(({ last }) => Date.parse(last) + 1);
  if (stored) {
    starts.push(stored.from.getTime());
    ends.push(stored.to.getTime());
  }
  const from = Math.floor(Math.min(...starts) / QUARTER_MS) * QUARTER_MS;
  return { from: new Date(from), to: new Date(Math.ceil(Math.max(...ends) / QUARTER_MS) * QUARTER_MS) };
}
