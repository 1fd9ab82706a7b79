import type { Connection, Db } from "@/db/client";

const holder = globalThis as typeof globalThis & { meterlineConnection?: Promise<Connection> };

/** Lets `getDb()` answer with a test's own database or transaction while the body runs. */
export async function asProcessDatabase<T>(db: Db, body: () => Promise<T>): Promise<T> {
  const before = holder.meterlineConnection;
  holder.meterlineConnection = Promise.resolve({ db, close: async () => {} });
  try {
    return await body();
  } finally {
    holder.meterlineConnection = before;
  }
}
