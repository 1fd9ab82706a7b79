import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { systemContext } from "@/lib/auth/tenant";
import { NotFoundError } from "@/lib/errors";
import { checkAlerts } from "@/lib/services/alerts/check-alerts";

/**
 * Checks the alerts of every organization, one after the other, for what no event told: a period that ended, a
 * quota that changed, a process that died. One organization's failure keeps no other from being checked.
 */
export async function checkAllAlerts(
  db: Db,
): Promise<{ organizations: number; triggered: number; failed: number }> {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute<{ id: string }>(sql`select id from organizations where not sample order by id`),
  );
  const counts = { organizations: rows.length, triggered: 0, failed: 0 };
  for (const { id } of rows) {
    try {
      counts.triggered += (await checkAlerts(await systemContext(db, id))).triggered.length;
    } catch (error) {
      // Deleted since they were listed: nothing is left to check.
      if (error instanceof NotFoundError) continue;
      console.error(`checking the alerts of ${id} failed:`, error);
      counts.failed += 1;
    }
  }
  return counts;
}
