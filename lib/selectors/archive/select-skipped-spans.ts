import "server-only";
import { and, asc, eq, isNull, max } from "drizzle-orm";
import type { Db } from "@/db/client";
import { archivedSpans, organizations } from "@/db/schema";
import type { SkippedTime } from "@/lib/domain/archived-spans";
import { toReason } from "@/lib/selectors/archive/select-archived-spans";

/** A time whose events are archived or deleted, and the slug of whose they are. */
export type SkippedSpan = SkippedTime & { organization: string };

/** The times that nothing can be recomputed of, of one organization or of all (null), each once. */
export async function selectSkippedSpans(tx: Db, organizationId: string | null): Promise<SkippedSpan[]> {
  const whose = organizationId === null ? undefined : eq(archivedSpans.organizationId, organizationId);
  const rows = await tx
    .select({
      organization: organizations.slug,
      reason: archivedSpans.reason,
      start: archivedSpans.spanStart,
      end: max(archivedSpans.spanEnd),
    })
    .from(archivedSpans)
    .innerJoin(organizations, eq(organizations.id, archivedSpans.organizationId))
    .where(and(isNull(archivedSpans.restoredAt), whose))
    .groupBy(organizations.slug, archivedSpans.reason, archivedSpans.spanStart)
    .orderBy(asc(organizations.slug), asc(archivedSpans.spanStart));
  return rows.map((row) => ({ ...row, reason: toReason(row.reason), end: row.end ?? row.start }));
}
