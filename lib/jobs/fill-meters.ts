import "server-only";
import type { Job } from "@/lib/jobs/job";
import { fillMeters } from "@/lib/services/meters/fill-meter";

/** Goes on with the older events of new meters, also where a process was killed over them. */
export const fillMetersJob: Job = { everySeconds: 15, run: async (db) => ({ meters: await fillMeters(db) }) };
