import "server-only";
import { getDb } from "@/db/client";
import { env } from "@/lib/env";
import { startJobs } from "@/lib/jobs/start-jobs";
import { checkAfterEvents } from "@/lib/services/alerts/check-after-events";

/** A wrong setting stops the start here, with a sentence that names it. */
export async function startServer(): Promise<void> {
  env();
  const db = await getDb();
  const jobs = startJobs(db);
  checkAfterEvents(db);
  // The server still answers what is under way: only the jobs end now, and the pool with the process.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void jobs.stop());
}
