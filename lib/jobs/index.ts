import "server-only";
import { cleanupJob } from "@/lib/jobs/cleanup";
import { compactDaysJob } from "@/lib/jobs/compact-days";
import type { Job } from "@/lib/jobs/job";
import { partitionsJob } from "@/lib/jobs/partitions";
import { retentionJob } from "@/lib/jobs/retention";

/** Every job under the name by which `/api/cron/{name}` calls it. */
export const JOBS: Readonly<Record<string, Job>> = {
  cleanup: cleanupJob,
  "compact-days": compactDaysJob,
  partitions: partitionsJob,
  retention: retentionJob,
};
