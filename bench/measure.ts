/** One of several ways to do the same work; what `prepare` gives is not timed, `run` is. */
export type Side<T = unknown> = { prepare?: () => Promise<T> | T; run: (prepared: T) => Promise<unknown> };
export type Spread = { median: number; min: number; max: number; runs: number };

export const side = <T>(side: Side<T>): Side => ({
  prepare: side.prepare ?? (() => undefined),
  run: (prepared) => side.run(prepared as T),
});

/**
 * Runs the sides in turn, A B A B …, after warm-up rounds that do not count, and gives the milliseconds of each run.
 * What slows the machine down for a while slows both sides of a round.
 */
export async function inTurn(sides: readonly Side[], rounds: number, warmUp = 1): Promise<number[][]> {
  const times: number[][] = sides.map(() => []);
  for (let round = -warmUp; round < rounds; round += 1)
    for (const [place, one] of sides.entries()) {
      const prepared = await one.prepare?.();
      const start = performance.now();
      await one.run(prepared);
      const took = performance.now() - start;
      if (round >= 0) times[place]?.push(took);
    }
  return times;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: medianOf(sorted),
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
    runs: sorted.length,
  };
}

/** How often `a` goes into `b`, round by round. */
export function ratioOf(a: readonly number[], b: readonly number[]): number {
  return medianOf(a.map((value, round) => value / (b[round] ?? Number.NaN)).sort((x, y) => x - y));
}

function medianOf(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)] ?? Number.NaN, sorted[Math.ceil(middle)] ?? Number.NaN];
  return (low + high) / 2;
}
