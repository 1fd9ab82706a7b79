const HUNDREDTHS = 10_000n;

/**
 * Shares in percent with two digits that add up to exactly 100.00: each is rounded down, and the largest remainders
 * get the hundredths that are left (the earlier one of equals). All are 0.00 where there is nothing to share.
 */
export function percentages(amounts: readonly (number | bigint)[]): string[] {
  const whole = amounts.map((amount) => BigInt(amount));
  const total = whole.reduce((sum, amount) => sum + amount, 0n);
  if (total <= 0n) return whole.map(() => "0.00");
  const floors = whole.map((amount) => (amount * HUNDREDTHS) / total);
  const missing = HUNDREDTHS - floors.reduce((sum, share) => sum + share, 0n);
  const byRemainder = whole
    .map((amount, index) => ({ index, remainder: (amount * HUNDREDTHS) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const raised = new Set(byRemainder.slice(0, Number(missing)).map(({ index }) => index));
  return floors.map((share, index) => formatHundredths(raised.has(index) ? share + 1n : share));
}

function formatHundredths(share: bigint): string {
  return `${share / 100n}.${String(share % 100n).padStart(2, "0")}`;
}
