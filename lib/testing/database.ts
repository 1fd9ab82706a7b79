import { sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { type Connection, connect, type Db } from "@/db/client";
import { parseEnv } from "@/lib/env";
import { expectRollupsExact } from "@/lib/testing/expect-rollups-exact";

class RollBack extends Error {}

async function makeDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const admin = new URL(inject("databaseUrl"));
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const run = async (statement: string) => {
    const client = new Client({ connectionString: admin.href });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name} template meterline_template`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

/**
 * A database of this test file's own, cloned from the migrated template. `inTransaction` runs a test body in a
 * transaction that is always rolled back; `db` is for the few tests that must commit (concurrency, crashes).
 * Whatever a test wrote, its rollups must say what its events say.
 */
export function useDatabase() {
  let connection: Connection;
  let database: Awaited<ReturnType<typeof makeDatabase>>;
  beforeAll(async () => {
    database = await makeDatabase();
    connection = connect(database.url, parseEnv({ DATABASE_DRIVER: "pg" }));
  });
  afterAll(async () => {
    await expectRollupsExact(connection.db);
    await connection.close();
    await database.drop();
  });
  return {
    get db(): Db {
      return connection.db;
    },
    get url(): string {
      return database.url;
    },
    async inTransaction(body: (db: Db) => Promise<void>): Promise<void> {
      const done = connection.db.transaction(async (tx) => {
        await body(tx);
        await tx.execute(sql`set local role none`);
        await expectRollupsExact(tx);
        throw new RollBack();
      });
      await done.catch((error: unknown) => {
        if (!(error instanceof RollBack)) throw error;
      });
    },
  };
}
