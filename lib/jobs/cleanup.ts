import "server-only";
import type { Job } from "@/lib/jobs/job";
import { cleanup } from "@/lib/services/cleanup";

export const cleanupJob: Job = { everySeconds: 3600, run: (db) => cleanup(db) };
