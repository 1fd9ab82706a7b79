import "server-only";
import { dropEmptyMonths } from "@/db/drop-partitions";
import type { Job } from "@/lib/jobs/job";
import { applyRetention } from "@/lib/services/retention/apply-retention";

/** Days are deleted once a day; looking hourly finds the time for it however often the server starts anew. */
export const retentionJob: Job = {
  everySeconds: 3600,
  run: async (db) => {
    const now = new Date();
    const applied = await applyRetention(db, now);
    return { ...applied, partitions: applied.events > 0 ? await dropEmptyMonths(db, now) : 0 };
  },
};
