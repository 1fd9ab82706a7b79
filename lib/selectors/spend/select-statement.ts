import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { statements } from "@/db/schema";
import { toDecimal } from "@/lib/domain/decimal";
import type { TenantId } from "@/lib/domain/viewer";

/** A statement in a list: its bill is not read. */
export type StatementRow = {
  number: number;
  periodStart: Date;
  periodEnd: Date;
  closedAt: Date;
  currency: string;
  total: string;
};

const head = {
  number: statements.number,
  periodStart: statements.periodStart,
  periodEnd: statements.periodEnd,
  closedAt: statements.closedAt,
  currency: statements.currency,
  total: statements.total,
};

/** The organization's statements, the latest first. */
export async function selectStatements(tx: Db, tenantId: TenantId): Promise<StatementRow[]> {
  const rows = await tx
    .select(head)
    .from(statements)
    .where(eq(statements.organizationId, tenantId))
    .orderBy(desc(statements.number));
  return rows.map((row) => ({ ...row, total: toDecimal(row.total) }));
}

/** One statement by its number, with the bill as it was stored. */
export async function selectStatement(
  tx: Db,
  tenantId: TenantId,
  number: number,
): Promise<(StatementRow & { bill: unknown }) | undefined> {
  const [row] = await tx
    .select({ ...head, bill: statements.bill })
    .from(statements)
    .where(and(eq(statements.organizationId, tenantId), eq(statements.number, number)));
  return row && { ...row, total: toDecimal(row.total) };
}

/** Which of some numbers there are statements of. */
export async function selectStatementNumbers(
  tx: Db,
  tenantId: TenantId,
  numbers: readonly number[],
): Promise<number[]> {
  const rows = await tx
    .select({ number: statements.number })
    .from(statements)
    .where(and(eq(statements.organizationId, tenantId), inArray(statements.number, [...numbers])));
  return rows.map(({ number }) => number);
}
