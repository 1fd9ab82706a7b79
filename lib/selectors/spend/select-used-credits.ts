import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { statements } from "@/db/schema";
import { toDecimal } from "@/lib/domain/decimal";
import type { UsedCredits } from "@/lib/domain/rating/adjustments";
import type { TenantId } from "@/lib/domain/viewer";

type Row = { id: string; amount: string };

/** What each credit has taken off the totals of closed periods, as their statements say. */
export async function selectUsedCredits(tx: Db, tenantId: TenantId): Promise<UsedCredits> {
  const { rows } = await tx.execute<Row>(sql`
    select applied->>'id' as id, sum((applied->>'amount')::numeric)::text as amount
    from ${statements}, jsonb_array_elements(${statements.bill}->'applied') as applied
    where ${statements.organizationId} = ${tenantId} and applied->>'kind' = 'credit'
    group by 1`);
  return new Map(rows.map(({ id, amount }) => [id, toDecimal(amount)]));
}
