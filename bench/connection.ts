import type { Pool, PoolClient } from "pg";

/** One connection for some work; a broken one does not go back, so that the end of the bench never waits for it. */
export async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
