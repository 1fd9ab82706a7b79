import "server-only";
import { ensureMonthsAhead } from "@/db/partitions";
import type { Job } from "@/lib/jobs/job";

/** Ingest makes a month that is missing by itself: this spares it the wait at the turn of a month. */
export const partitionsJob: Job = {
  everySeconds: 86_400,
  atStart: true,
  run: async (db) => ({ partitions: await ensureMonthsAhead(db, new Date()) }),
};
