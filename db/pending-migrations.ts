import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";

/** How many migrations the database still lacks; all of them where it has never been migrated. */
export async function pendingMigrations(db: Db): Promise<number> {
  const { rows: tables } = await db.execute<{ found: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as found`,
  );
  if (!tables[0]?.found) return journal.entries.length;
  const { rows } = await db.execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return journal.entries.filter(({ when }) => when > Number(rows[0]?.newest ?? 0)).length;
}
