export type Random = {
  /** A whole number from 0 to below `limit`. */
  below: (limit: number) => number;
  pick: <T>(choices: readonly [T, ...T[]]) => T;
  /** An index, as often as its weight says. */
  weighted: (weights: readonly number[]) => number;
};

/** Whole numbers that depend on the seed alone (mulberry32 over a hash of the text): no two runs differ. */
export function seededRandom(seed: string): Random {
  let state = hashOf(seed);
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return {
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    weighted: (weights) => {
      let left = below(weights.reduce((sum, weight) => sum + weight, 0));
      return weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
    },
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
