import "server-only";
import { failureCode } from "@/lib/errors";

/**
 * Deadlock, serialization failure, lost connection, server shutting down, a Citus worker away, and a prepared statement
 * that a pooler took away: then none is prepared any more.
 */
const TRANSIENT = /^(40P01|40001|08.{3}|57P0.|XX000|26000|42P05)$|^(ECONNREFUSED|ECONNRESET|EPIPE)$/;
const ATTEMPTS = 6;

/** Repeats work that failed for a passing reason, each time after a longer, jittered pause (about 2 s in all). */
export async function retryTransient<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !TRANSIENT.test(failureCode(error))) throw error;
      await pause(2 ** attempt * 30 * (0.5 + Math.random()));
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
