import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { checkReadiness } from "./check-readiness";

const database = useDatabase();
const away = { code: "database_unavailable" };

it("a migrated database is ready", async () => {
  await expect(checkReadiness(async () => database.db)).resolves.toBeUndefined();
});

it("one without the newest migration is not", () =>
  database.inTransaction(async (db) => {
    await db.execute(sql`delete from drizzle.__drizzle_migrations where created_at = (
      select max(created_at) from drizzle.__drizzle_migrations)`);
    await expect(checkReadiness(async () => db)).rejects.toMatchObject(away);
  }));

it("one that does not answer is not, whatever the reason", async () => {
  await expect(checkReadiness(() => Promise.reject(new Error("no route")))).rejects.toMatchObject(away);
});
