import "server-only";
import { alertsJob } from "@/lib/jobs/alerts";
import { archiveJob } from "@/lib/jobs/archive";
import { cleanupJob } from "@/lib/jobs/cleanup";
import { closePeriodsJob } from "@/lib/jobs/close-periods";
import { compactDaysJob } from "@/lib/jobs/compact-days";
import { deliverJob } from "@/lib/jobs/deliver";
import { fillMetersJob } from "@/lib/jobs/fill-meters";
import type { Job } from "@/lib/jobs/job";
import { partitionsJob } from "@/lib/jobs/partitions";
import { retentionJob } from "@/lib/jobs/retention";

/** Every job under the name by which `/api/cron/{name}` calls it. */
export const JOBS: Readonly<Record<string, Job>> = {
  archive: archiveJob,
  alerts: alertsJob,
  cleanup: cleanupJob,
  "close-periods": closePeriodsJob,
  "compact-days": compactDaysJob,
  "fill-meters": fillMetersJob,
  partitions: partitionsJob,
  retention: retentionJob,
  deliver: deliverJob,
};
