import Big from "big.js";

/** Classes of HTTP statuses. */
export const STATUS_CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

/** Where the bars of a latency histogram begin, in milliseconds; the last one has no end. */
export const LATENCY_EDGES = [0, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] as const;

/** A part of a whole in percent with exactly two digits, half away from zero; null of nothing. */
export function percentOf(part: number, whole: number): string | null {
  if (whole === 0) return null;
  const Division = Big();
  Division.DP = 2;
  Division.RM = Big.roundHalfUp;
  return new Division(part).times(100).div(whole).toFixed(2);
}
