import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";

const NEWEST = Math.max(...journal.entries.map(({ when }) => when));

/** Whether the newest migration that this program knows has been applied. */
export async function isMigrated(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ newest: string | null }>(
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  return Number(rows[0]?.newest ?? 0) >= NEWEST;
}
