import "server-only";
import type { Job } from "@/lib/jobs/job";
import { checkAllAlerts } from "@/lib/services/alerts/check-all-alerts";

/** Beside the checks after events: safe to run in several processes at once. */
export const alertsJob: Job = { everySeconds: 60, run: (db) => checkAllAlerts(db) };
