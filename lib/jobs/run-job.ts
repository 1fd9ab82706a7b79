import "server-only";
import { getDb } from "@/db/client";
import { NotFoundError } from "@/lib/errors";
import { JOBS } from "@/lib/jobs";

/** Runs one job now, for hosts that call on a schedule of their own. */
export async function runJob(name: string): Promise<Record<string, number>> {
  const job = Object.hasOwn(JOBS, name) ? JOBS[name] : undefined;
  if (!job) throw new NotFoundError(`There is no job ${name}.`);
  return job.run(await getDb());
}
