import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { archivedSpans, organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { mergeContents } from "@/lib/domain/archived-spans";
import type { Span } from "@/lib/domain/usage-query";
import { selectOldestEvent } from "@/lib/selectors/archive/select-oldest-event";
import { selectSpanContents } from "@/lib/selectors/archive/select-span-contents";

type Asked = { organizationId: string; cut: Date };

/**
 * Closes the time before the cut, or only the month of the oldest event where that is less, and notes what lies in
 * it. The lock on the organization's row waits for every ingest under way; later ones find the new revision and judge
 * their events anew. Undefined when nothing older than the cut is left.
 */
export async function moveKeptFrom(db: Db, { organizationId, cut }: Asked): Promise<Date | undefined> {
  return asOperator(db, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${organizationId} for update`);
    const oldest = await selectOldestEvent(tx, organizationId, cut);
    if (!oldest) return undefined;
    const monthEnd = Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth() + 1, 1);
    const end = new Date(Math.min(monthEnd, cut.getTime()));
    const dayStart = Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth(), oldest.getUTCDate());
    await noteSpan(tx, organizationId, { start: new Date(dayStart), end });
    const moved = sql`greatest(events_kept_from, ${end.toISOString()}::timestamptz)`;
    await tx
      .update(organizations)
      .set({ eventsKeptFrom: moved, metersRevision: sql`gen_random_uuid()` })
      .where(eq(organizations.id, organizationId));
    return end;
  });
}

/** One row per organization, which grows: its id is the organization's own. */
async function noteSpan(tx: Db, organizationId: string, span: Span): Promise<void> {
  const key = and(eq(archivedSpans.organizationId, organizationId), eq(archivedSpans.id, organizationId));
  const [noted] = await tx.select().from(archivedSpans).where(key);
  const contents = await selectSpanContents(tx, { organizationId, span });
  const rowCount = Object.values(contents).reduce((sum, { events }) => sum + events, 0);
  if (!noted) {
    await tx.insert(archivedSpans).values({
      ...{ organizationId, id: organizationId, reason: "retention", rowCount, contents },
      ...{ spanStart: span.start, spanEnd: span.end, archivedAt: sql`clock_timestamp()` },
    });
    return;
  }
  await tx
    .update(archivedSpans)
    .set({
      spanStart: sql`least(span_start, ${span.start.toISOString()}::timestamptz)`,
      spanEnd: sql`greatest(span_end, ${span.end.toISOString()}::timestamptz)`,
      rowCount: noted.rowCount + rowCount,
      contents: mergeContents(noted.contents, contents),
      archivedAt: sql`clock_timestamp()`,
    })
    .where(key);
}
