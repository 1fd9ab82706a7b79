import type { Span } from "@/lib/domain/usage-query";

const DAY_MS = 86_400_000;
const DAYS = [1, 8, 64, 512];

/**
 * Ever longer parts of a time, beginning at the edge where a list begins (its end for a falling list), the whole time
 * last. `near` is an instant at which there is something, or where a page before ended.
 */
export function growingStretches(whole: Span, near: Date, direction: "asc" | "desc"): Span[] {
  const parts = DAYS.map((days): Span => {
    const reach = days * DAY_MS;
    return direction === "desc"
      ? { start: new Date(near.getTime() - reach), end: whole.end }
      : { start: whole.start, end: new Date(near.getTime() + reach) };
  });
  return [...parts.filter(({ start, end }) => start > whole.start || end < whole.end), whole];
}
