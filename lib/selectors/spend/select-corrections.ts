import "server-only";
import { and, asc, eq, gte, inArray, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { spendCorrections, statements } from "@/db/schema";
import { toDecimal } from "@/lib/domain/decimal";
import type { Correction } from "@/lib/domain/spend/bill";
import type { TenantId } from "@/lib/domain/viewer";

/** Noticed within a half-open range, or of some statements. */
export type CorrectionFilter = { from: Date; to: Date } | { statements: readonly number[] };

/** Corrections of closed periods, in the order in which they were noticed. */
export async function selectCorrections(
  tx: Db,
  tenantId: TenantId,
  filter: CorrectionFilter,
): Promise<Correction[]> {
  const wanted =
    "statements" in filter
      ? inArray(spendCorrections.statement, [...filter.statements])
      : and(gte(spendCorrections.noticedAt, filter.from), lt(spendCorrections.noticedAt, filter.to));
  const rows = await tx
    .select({
      usageType: spendCorrections.usageType,
      currency: spendCorrections.currency,
      quantity: spendCorrections.quantity,
      billableQuantity: spendCorrections.billableQuantity,
      amount: spendCorrections.amount,
      noticedAt: spendCorrections.noticedAt,
      statement: spendCorrections.statement,
      from: statements.periodStart,
      to: statements.periodEnd,
    })
    .from(spendCorrections)
    .innerJoin(
      statements,
      and(
        eq(statements.organizationId, spendCorrections.organizationId),
        eq(statements.number, spendCorrections.statement),
      ),
    )
    .where(and(eq(spendCorrections.organizationId, tenantId), wanted))
    .orderBy(asc(spendCorrections.noticedAt), asc(spendCorrections.usageType), asc(spendCorrections.id));
  return rows.map(({ statement, from, to, ...row }) => ({
    ...row,
    quantity: toDecimal(row.quantity),
    billableQuantity: toDecimal(row.billableQuantity),
    amount: toDecimal(row.amount),
    corrects: { statement, from, to },
  }));
}
