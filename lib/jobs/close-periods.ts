import "server-only";
import type { Job } from "@/lib/jobs/job";
import { closeAllPeriods } from "@/lib/services/statements/close-all-periods";

/** Closes what is due and notices what came late, so a correction is at most an hour behind its events. */
export const closePeriodsJob: Job = { everySeconds: 3600, run: (db) => closeAllPeriods(db) };
