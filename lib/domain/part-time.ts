import type { Span } from "@/lib/domain/usage-query";

/** A span in parts that touch each other: what lies in none of some holes, and what lies in any of them. */
export type TimeParts = { kept: Span[]; gone: Span[] };

/** Cuts holes, which may overlap each other, out of a span; all parts come in the order of their time. */
export function partTime({ start, end }: Span, holes: readonly Span[]): TimeParts {
  const parts: TimeParts = { kept: [], gone: [] };
  let at = start;
  for (const hole of [...holes].sort((a, b) => a.start.getTime() - b.start.getTime())) {
    const from = new Date(Math.max(hole.start.getTime(), at.getTime()));
    const to = new Date(Math.min(hole.end.getTime(), end.getTime()));
    if (from >= to) continue;
    if (from > at) parts.kept.push({ start: at, end: from });
    parts.gone.push({ start: from, end: to });
    at = to;
  }
  if (at < end) parts.kept.push({ start: at, end });
  return parts;
}
