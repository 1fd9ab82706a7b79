import "server-only";
import type { Db } from "@/db/client";
import { systemContext } from "@/lib/auth/tenant";
import type { TenantId } from "@/lib/domain/viewer";
import { checkAlerts } from "@/lib/services/alerts/check-alerts";
import { onRecorded } from "@/lib/services/events/recorded";

/** Events come in bursts: a check waits for a moment of quiet, but never longer than this. */
const QUIET_MS = 1000;
const LONGEST_MS = 5000;

type Waiting = { since: number; timer: NodeJS.Timeout };

/**
 * Checks an organization's alerts soon after events were recorded, once for a burst; the answer ends that. A check
 * that fails is told, and the job makes up for it.
 */
export function checkAfterEvents(
  db: Db,
  check: (tenantId: TenantId) => Promise<unknown> = checkIn(db),
): () => void {
  const waiting = new Map<TenantId, Waiting>();
  const busy = new Set<TenantId>();
  const start = (tenantId: TenantId) => {
    waiting.delete(tenantId);
    // One at a time for an organization: the burst goes on, so another turn follows.
    if (busy.has(tenantId)) return note(tenantId);
    busy.add(tenantId);
    void check(tenantId)
      .catch((error: unknown) => console.error(`checking the alerts of ${tenantId} failed:`, error))
      .finally(() => busy.delete(tenantId));
  };
  const note = (tenantId: TenantId) => {
    const before = waiting.get(tenantId);
    clearTimeout(before?.timer);
    const since = before?.since ?? Date.now();
    const left = Math.max(0, since + LONGEST_MS - Date.now());
    const timer = setTimeout(() => start(tenantId), Math.min(QUIET_MS, left));
    timer.unref();
    waiting.set(tenantId, { since, timer });
  };
  const stop = onRecorded(note);
  return () => {
    stop();
    for (const { timer } of waiting.values()) clearTimeout(timer);
  };
}

const checkIn = (db: Db) => async (tenantId: TenantId) => checkAlerts(await systemContext(db, tenantId));
