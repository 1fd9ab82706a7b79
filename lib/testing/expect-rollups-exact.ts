import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";

/** Every rollup row of every organization says what its events say, and no correction is in a month that is not noted. */
export async function expectRollupsExact(db: Db): Promise<void> {
  expect(await verifyRollups(db, { limit: 5 })).toMatchObject({ differences: 0, listed: [] });
  expect(await selectUnnotedCorrections(db)).toEqual([]);
}

async function selectUnnotedCorrections(db: Db): Promise<unknown[]> {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute(sql`
      select c.* from (
        select organization_id, uploaded_at as at from file_uploads where sign = -1
        union all select organization_id, requested_at from api_requests where sign = -1
        union all select organization_id, occurred_at from usage_events where sign = -1
      ) c
      where not exists (select from corrected_months m where m.organization_id = c.organization_id
        and m.month = date_trunc('month', c.at at time zone 'UTC')::date)`),
  );
  return rows;
}
