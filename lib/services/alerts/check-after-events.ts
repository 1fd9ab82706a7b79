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
type Check = (tenantId: TenantId) => Promise<unknown>;

export type ChecksAfterEvents = {
  /** Checks now what still waits, and ends when everything is checked: for a process that is about to end. */
  settle: () => Promise<void>;
  /** Hears of nothing more, and forgets what waits. */
  stop: () => void;
};

/**
 * Checks an organization's alerts soon after events were recorded in this process, once for a burst. A check that
 * fails is told, and the job makes up for it, as it does for a process that dies before its check.
 */
export function checkAfterEvents(db: Db, check: Check = checkIn(db)): ChecksAfterEvents {
  const waiting = new Map<TenantId, Waiting>();
  const running = new Map<TenantId, Promise<void>>();
  const start = (tenantId: TenantId) => {
    waiting.delete(tenantId);
    // One at a time for an organization: the burst goes on, so another turn follows.
    if (running.has(tenantId)) return note(tenantId);
    const checked = check(tenantId)
      .then(() => {})
      .catch((error: unknown) => console.error(`checking the alerts of ${tenantId} failed:`, error))
      .finally(() => running.delete(tenantId));
    running.set(tenantId, checked);
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
  const clearTimers = () => {
    for (const { timer } of waiting.values()) clearTimeout(timer);
  };
  const stopHearing = onRecorded(note);
  return {
    settle: async () => {
      while (waiting.size + running.size > 0) {
        await Promise.all(running.values());
        clearTimers();
        for (const tenantId of [...waiting.keys()]) start(tenantId);
      }
    },
    stop: () => {
      stopHearing();
      clearTimers();
      waiting.clear();
    },
  };
}

const checkIn = (db: Db) => async (tenantId: TenantId) => checkAlerts(await systemContext(db, tenantId));
