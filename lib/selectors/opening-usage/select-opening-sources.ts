import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

export type OpeningSource = {
  organization_id: string;
  source: string;
  rows: number;
  first_day: string;
  last_day: string;
};

/** The loaded sums by where they came from, of one organization or of all (null). */
export async function selectOpeningSources(db: Db, organizationId: string | null): Promise<OpeningSource[]> {
  const { rows } = await db.execute<OpeningSource>(sql`
    select organization_id, source, count(*)::int as rows, min(usage_date)::text as first_day,
      max(usage_date)::text as last_day
    from opening_usage
    where ${organizationId === null ? sql`true` : sql`organization_id = ${organizationId}`}
    group by 1, 2 order by 1, 2`);
  return rows;
}
