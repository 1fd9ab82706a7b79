import "server-only";
import { isNotNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { organizations } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { deleteExpired, deleteOldRejected } from "@/lib/services/retention/delete-expired";
import { moveKeptFrom } from "@/lib/services/retention/move-kept-from";
import { retryTransient } from "@/lib/services/retry-transient";

const DAY_MS = 86_400_000;

/** How many organizations lost events, and how many events. */
export type AppliedRetention = { organizations: number; events: number };

/**
 * Deletes the events that are older than their organization's retention, with their identities and corrections, whole
 * UTC days at a time; rollups stay. First the time is closed, so that ingest refuses it, then its events go in small
 * transactions: an interrupted run is finished by the next one.
 */
export async function applyRetention(db: Db, now = new Date()): Promise<AppliedRetention> {
  const applied: AppliedRetention = { organizations: 0, events: 0 };
  for (const { id, days } of await selectLimited(db)) {
    const events = await expire(db, id, cutOf(now, days));
    if (events > 0) applied.organizations += 1;
    applied.events += events;
  }
  return applied;
}

/** Midnight UTC of the day that the retention reaches back to: days are deleted once they lie wholly before it. */
function cutOf(now: Date, days: number): Date {
  const oldest = now.getTime() - days * DAY_MS;
  return new Date(Math.floor(oldest / DAY_MS) * DAY_MS);
}

async function selectLimited(db: Db): Promise<{ id: string; days: number }[]> {
  const rows = await asOperator(db, (tx) =>
    tx
      .select({ id: organizations.id, days: organizations.retentionDays })
      .from(organizations)
      .where(isNotNull(organizations.retentionDays))
      .orderBy(organizations.id),
  );
  return rows.map(({ id, days }) => ({ id, days: days ?? 0 }));
}

/** Month by month, so that no transaction grows with the history. */
async function expire(db: Db, organizationId: string, cut: Date): Promise<number> {
  await deleteOldRejected(db, organizationId, cut);
  let events = 0;
  for (;;) {
    const end = await retryTransient(() => moveKeptFrom(db, { organizationId, cut }));
    if (!end) return events;
    events += await deleteExpired(db, organizationId, end);
  }
}
