import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { isMigrated } from "@/db/is-migrated";
import { pendingMigrations } from "@/db/pending-migrations";
import { useDatabase } from "@/lib/testing/database";

const database = useDatabase();
const both = async () => [await isMigrated(database.url), (await pendingMigrations(database.db)) === 0];

it("knows a database with every migration, without the last, and without any", async () => {
  expect(await both()).toEqual([true, true]);
  await database.db.execute(sql`
    delete from drizzle.__drizzle_migrations
    where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`);
  expect(await both()).toEqual([false, false]);
  await database.db.execute(sql`alter schema drizzle rename to elsewhere`);
  expect(await both()).toEqual([false, false]);
});
