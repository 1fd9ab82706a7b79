import "server-only";

type Window = { count: number; endsAt: number };

const MAX_NAMES = 10_000;

/** Counts attempts per name (an address, say) in fixed windows, in this process only. */
export function limitAttempts(limit: number, windowMs: number) {
  const windows = new Map<string, Window>();

  function current(name: string, now: number): Window | undefined {
    const window = windows.get(name);
    if (window && window.endsAt > now) return window;
    windows.delete(name);
    return undefined;
  }

  return {
    /** Counts one attempt; false when there were too many, which are not counted. */
    take(name: string, now = Date.now()): boolean {
      const window = current(name, now);
      if (window && window.count >= limit) return false;
      if (window) window.count += 1;
      else {
        const oldest = windows.keys().next();
        if (windows.size >= MAX_NAMES && !oldest.done) windows.delete(oldest.value);
        windows.set(name, { count: 1, endsAt: now + windowMs });
      }
      return true;
    },
    /** An attempt that turned out well does not count. */
    giveBack(name: string, now = Date.now()): void {
      const window = current(name, now);
      if (window) window.count -= 1;
    },
  };
}
