import Big from "big.js";

export type LimitBarParts = {
  /** Width of what is within the limit, and of what is over it, in percent of the bar. */
  within: string;
  over: string;
  /** Where the levels begin, in percent of the bar. */
  ticks: readonly string[];
};

/** A share of a limit in percent: moving the point is exact. */
export const sharePercent = (ratio: string): string => new Big(ratio).times(100).toFixed();

const LEVELS = [75, 90, 100];

/**
 * The parts of a bar for a share of a limit (1 is all of it). Up to the limit the bar is the limit; beyond it the bar
 * is what was used, so that the part over the limit shows how much it is.
 */
export function limitBarParts(ratio: string | null): LimitBarParts {
  const share = new Big(ratio ?? 0);
  const whole = share.gt(1) ? share : new Big(1);
  const percent = (part: Big) => part.div(whole).times(100).round(2).toFixed();
  const within = share.lt(0) ? new Big(0) : share.gt(1) ? new Big(1) : share;
  return {
    within: percent(within),
    over: share.gt(1) ? percent(share.minus(1)) : "0",
    ticks: LEVELS.map((level) => percent(new Big(level).div(100))),
  };
}
