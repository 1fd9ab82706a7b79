import { AsyncLocalStorage } from "node:async_hooks";

/** How long the parts of one request took in all, in milliseconds. */
export type Times = Map<string, number>;

// Routes are separate bundles of one process, and the connections to the database belong to the first of them.
const holder = globalThis as typeof globalThis & { meterlineTimes?: AsyncLocalStorage<Times> };

function storage(): AsyncLocalStorage<Times> {
  holder.meterlineTimes ??= new AsyncLocalStorage<Times>();
  return holder.meterlineTimes;
}

/** Does some work, and everything that follows from it, on a clock of its own. */
export function withTimes<T>(times: Times, work: () => T): T {
  return storage().run(times, work);
}

/** Adds what some work takes to a part of the request that it belongs to, if it belongs to one. */
export async function timed<T>(part: string, work: () => PromiseLike<T>): Promise<T> {
  const times = storage().getStore();
  if (!times) return work();
  const started = performance.now();
  try {
    return await work();
  } finally {
    times.set(part, (times.get(part) ?? 0) + performance.now() - started);
  }
}
