import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { archivedSpans } from "@/db/schema";
import type { ArchivedSpan, SpanReason } from "@/lib/domain/archived-spans";
import type { TenantId } from "@/lib/domain/viewer";

/** The reason as the column spells it. */
export const toReason = (text: string): SpanReason => (text === "retention" ? "retention" : "archive");

/** The stretches of time whose events are not, or not all, in the tables, the oldest first. */
export async function selectArchivedSpans(db: Db, tenantId: TenantId): Promise<ArchivedSpan[]> {
  const rows = await db
    .select({
      start: archivedSpans.spanStart,
      end: archivedSpans.spanEnd,
      reason: archivedSpans.reason,
      contents: archivedSpans.contents,
    })
    .from(archivedSpans)
    .where(and(eq(archivedSpans.organizationId, tenantId), isNull(archivedSpans.restoredAt)))
    .orderBy(archivedSpans.spanStart, archivedSpans.id);
  return rows.map((row) => ({ ...row, reason: toReason(row.reason) }));
}
