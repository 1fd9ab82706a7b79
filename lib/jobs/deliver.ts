import "server-only";
import type { Job } from "@/lib/jobs/job";
import { deliverDue } from "@/lib/services/deliveries/deliver-due";

/** Empties the outbox; several processes share the work. */
export const deliverJob: Job = { everySeconds: 5, run: (db) => deliverDue(db) };
