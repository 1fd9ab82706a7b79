import "server-only";
import { and, asc, eq, gt, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { statements } from "@/db/schema";
import type { PriceBook } from "@/lib/domain/rating/price-book";
import type { BillingPeriod } from "@/lib/domain/spend/billing-periods";
import type { FrozenKeys } from "@/lib/domain/spend/frozen";
import { thawBook } from "@/lib/domain/spend/frozen";
import type { TenantId } from "@/lib/domain/viewer";

/** A period that is closed, with what it was closed with. */
export type ClosedPeriod = BillingPeriod & {
  number: number;
  closedAt: Date;
  keys: FrozenKeys;
  book: PriceBook;
};

/** The closed periods that touch a range, in order; all of them without one. */
export async function selectClosedPeriods(
  tx: Db,
  tenantId: TenantId,
  range?: BillingPeriod,
): Promise<ClosedPeriod[]> {
  const touching = range && and(lt(statements.periodStart, range.to), gt(statements.periodEnd, range.from));
  const rows = await tx
    .select({
      number: statements.number,
      from: statements.periodStart,
      to: statements.periodEnd,
      closedAt: statements.closedAt,
      keys: statements.keys,
      book: statements.book,
    })
    .from(statements)
    .where(and(eq(statements.organizationId, tenantId), touching))
    .orderBy(asc(statements.periodStart));
  return rows.map(({ book, ...row }) => ({ ...row, book: thawBook(book) }));
}
