import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";

const TABLES = [
  "rollup_quarter_hours",
  "rollup_days",
  "rollup_day_providers",
  "rollup_day_totals",
  "rollup_quarter_totals",
];

/** The facts that an organization has rows of in any rollup, walked one by one along the indexes. */
export async function selectRollupFacts(tx: Db, organizationId: string): Promise<string[]> {
  const walks = TABLES.map((table) => walk(sql.raw(table), organizationId));
  const { rows } = await tx.execute<{ fact: string }>(sql.join(walks, sql` union `));
  return rows.map(({ fact }) => fact);
}

const walk = (table: SQL, organizationId: string): SQL => sql`(
  with recursive facts as (
    select min(fact) as fact from ${table} where organization_id = ${organizationId}
    union all
    select (select min(r.fact) from ${table} r where r.organization_id = ${organizationId} and r.fact > f.fact)
    from facts f where f.fact is not null
  )
  select fact from facts where fact is not null)`;
