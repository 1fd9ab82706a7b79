type Bucket = { tokens: number; at: number };

const MOST_NAMES = 10_000;

/**
 * Token buckets by name, in memory: each holds as many tokens as come in per second (at least one), so that a
 * second's worth may be taken at once. 0 per second means no limit.
 */
export function tokenBuckets(perSecond: number) {
  const buckets = new Map<string, Bucket>();
  const capacity = Math.max(1, perSecond);

  function filled(name: string, now: number): Bucket {
    const { tokens, at } = buckets.get(name) ?? { tokens: capacity, at: now };
    // A clock that was set back must not empty a bucket.
    const elapsedMs = Math.max(0, now - at);
    return { tokens: Math.min(capacity, tokens + (elapsedMs / 1000) * perSecond), at: now };
  }

  return {
    /** In how many seconds there is a token for this name; 0 when there is one now. */
    secondsUntil(name: string, now: number): number {
      if (perSecond === 0) return 0;
      const { tokens } = filled(name, now);
      return tokens >= 1 ? 0 : (1 - tokens) / perSecond;
    },
    take(name: string, now: number): void {
      if (perSecond === 0) return;
      const { tokens, at } = filled(name, now);
      // Set anew, the name is the youngest: the oldest goes when there are too many.
      buckets.delete(name);
      const oldest = buckets.keys().next();
      if (buckets.size >= MOST_NAMES && !oldest.done) buckets.delete(oldest.value);
      buckets.set(name, { tokens: tokens - 1, at });
    },
  };
}
