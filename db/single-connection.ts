import "server-only";
import { drizzle } from "drizzle-orm/node-postgres";
import { Client } from "pg";
import { type Db, openDatabase } from "@/db/client";
import * as schema from "@/db/schema";
import { unlessLost } from "@/db/unless-lost";

/**
 * Works on one connection of its own over the plain protocol, whatever the driver of the pool: COPY streams need the
 * connection itself. `db` is the same connection.
 */
export async function withSingleConnection<T>(work: (client: Client, db: Db) => Promise<T>): Promise<T> {
  const { url, release } = await openDatabase();
  try {
    return await withClient(url, work);
  } finally {
    await release();
  }
}

async function withClient<T>(url: string, work: (client: Client, db: Db) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
  // A connection that is lost is told by the work under way.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await unlessLost(client, work(client, drizzle({ client, schema })));
  } finally {
    await client.end();
  }
}
