import "server-only";
import type { Job } from "@/lib/jobs/job";
import { compactDays } from "@/lib/services/rollups/compact-days";

/** Answers never wait for it: until it ran, they read the dirty days from the quarter hours. */
export const compactDaysJob: Job = { everySeconds: 15, run: (db) => compactDays(db) };
