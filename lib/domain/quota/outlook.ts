import Big from "big.js";
import { plus, roundQuotient, subtractDecimals } from "@/lib/domain/decimal";
import type { BucketAmount } from "@/lib/domain/statistics/bucket-amount";
import { projectPeriod } from "@/lib/domain/statistics/period-forecast";

type Span = { from: Date; to: Date };
/** What is expected to come in a part of the period that lies ahead, evenly. */
type Ahead = Span & { amount: string };

/** What a period is expected to come to, and how. `linear` is the period's average pace so far, going on. */
export type Outlook = {
  method: "seasonal_exponential_smoothing" | "linear";
  /** To 6 places. */
  total: string;
  /** The rest of the period, in order. */
  ahead: readonly Ahead[];
};

const PLACES = 6;
const FINE_PLACES = 18;

type Learning = {
  /** Whole buckets before now, those of the period among them. */
  history: readonly BucketAmount[];
  /** The buckets of the period; amounts are null where nothing is known yet. */
  period: readonly BucketAmount[];
  interval: "hour" | "day";
  now: Date;
};

/** A period as its history goes on, by the product's forecast; null with too little history to learn from. */
export function learnedOutlook({ history, period, interval, now }: Learning): Outlook | null {
  const { method, projected, points } = projectPeriod({ history, period, interval, now });
  if (method !== "seasonal_exponential_smoothing" || projected === null) return null;
  const ahead = points
    .filter(({ end }) => end > now)
    .map(({ start, end, actual, projected: expected }) => ({
      from: start > now ? start : now,
      to: end,
      amount: subtractDecimals(expected ?? "0", actual ?? "0"),
    }));
  return { method, total: projected, ahead };
}

/** A period at its average pace so far; null where nothing was used, before any time has passed, and at its end. */
export function paceOutlook(used: string, { from, to }: Span, now: Date): Outlook | null {
  const elapsed = now.getTime() - from.getTime();
  const left = to.getTime() - now.getTime();
  if (elapsed <= 0 || left <= 0 || new Big(used).lte(0)) return null;
  const [rest, length] = [new Big(used).times(left), new Big(elapsed)];
  // Finer than what is told: a crossing is to be right to the millisecond.
  const amount = roundQuotient(rest, length, FINE_PLACES);
  const total = plus(used, roundQuotient(rest, length, PLACES));
  return { method: "linear", total, ahead: [{ from: now, to, amount }] };
}

/** A whole that is known, reached evenly over what is left. */
export function evenly(used: string, total: string, left: Span): Pick<Outlook, "total" | "ahead"> {
  return { total, ahead: [{ ...left, amount: subtractDecimals(total, used) }] };
}

/**
 * When an outlook reaches a limit: in the part in which it passes it, evenly. Null where it does not before the
 * period's end, without a limit, and where the limit is reached already.
 */
export function crossingOf(
  outlook: Pick<Outlook, "ahead"> | null,
  used: string,
  limit: string | null,
): Date | null {
  if (outlook === null || limit === null || new Big(used).gte(limit)) return null;
  let sum = new Big(used);
  for (const { from, to, amount } of outlook.ahead) {
    const missing = new Big(limit).minus(sum);
    sum = sum.plus(amount);
    if (sum.lt(limit)) continue;
    const length = to.getTime() - from.getTime();
    const needed = missing.times(length).div(amount).round(0, Big.roundHalfUp).toNumber();
    const end = outlook.ahead.at(-1)?.to ?? to;
    const at = new Date(from.getTime() + needed);
    return at < end ? at : null;
  }
  return null;
}

/** Below this share of its period a pace says nothing yet. */
const EARLIEST_PACE = 0.1;

/** The whole that a rule may go by: no pace of the first tenth of a period, when one early burst would promise anything. */
export function trustedTotal(outlook: Outlook | null, { from, to }: Span, now: Date): string | null {
  if (outlook?.method !== "linear") return outlook?.total ?? null;
  const isEarly = now.getTime() - from.getTime() < EARLIEST_PACE * (to.getTime() - from.getTime());
  return isEarly ? null : outlook.total;
}
