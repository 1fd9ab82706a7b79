import type { Context } from "@/db/context";
import { checkAfterEvents } from "@/lib/services/alerts/check-after-events";

/**
 * Checks the organization's alerts while work records usage, as the server does for what it takes in itself, and once
 * more when it is done. Work that fails, or is killed, leaves its last check to the server's job.
 */
export async function checkAlertsAfter<T>({ db }: Context, work: () => Promise<T>): Promise<T> {
  const checks = checkAfterEvents(db);
  try {
    const done = await work();
    await checks.settle();
    return done;
  } finally {
    checks.stop();
  }
}
