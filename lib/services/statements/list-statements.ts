import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { Statements, StatementsQuery } from "@/lib/contracts/statements";
import { pageOf } from "@/lib/domain/page-of";
import { type StatementRow, selectStatements } from "@/lib/selectors/spend/select-statement";

/** The organization's closed periods, the latest first. */
export async function listStatements(
  { db, tenantId, tenant }: Context,
  query: StatementsQuery,
): Promise<Statements> {
  const all = await readAsTenant(db, tenantId, (tx) => selectStatements(tx, tenantId));
  const { shown, pagination } = pageOf(all, query);
  return { statements: shown.map((row) => toStatementHead(row, tenant.slug)), pagination };
}

/** What every answer tells of a statement. */
export function toStatementHead(row: StatementRow, slug: string) {
  return {
    id: String(row.number),
    number: row.number,
    reference: referenceOf(slug, row.number),
    period_start: row.periodStart.toISOString(),
    period_end: row.periodEnd.toISOString(),
    closed_at: row.closedAt.toISOString(),
    currency: row.currency,
    total: row.total,
  };
}

/** What a statement is called: "acme-0007". */
export const referenceOf = (slug: string, number: number) => `${slug}-${String(number).padStart(4, "0")}`;
