const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses after each failed attempt that the Standard Webhooks specification recommends; ten attempts in all. */
const PAUSES_MS = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
];

export const MAX_ATTEMPTS = PAUSES_MS.length + 1;

/**
 * When to try again after so many failed attempts: the schedule's pause, up to a tenth longer by `jitter` (0 to 1) so
 * that receivers are not met by everybody at once, and never before the receiver asked for. Null: no more.
 */
export function retryAt(
  attempts: number,
  { now, jitter, retryAfterSeconds = 0 }: { now: Date; jitter: number; retryAfterSeconds?: number },
): Date | null {
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return null;
  const asked = Math.min(retryAfterSeconds * SECOND, 24 * HOUR);
  return new Date(now.getTime() + Math.max(Math.round(pause * (1 + jitter / 10)), asked));
}
