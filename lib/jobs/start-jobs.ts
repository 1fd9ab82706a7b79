import "server-only";
import type { Db } from "@/db/client";
import { JOBS } from "@/lib/jobs";
import type { Job } from "@/lib/jobs/job";

/** Starts the schedule of every job; `stop` ends it and waits for the runs under way. */
export function startJobs(db: Db, jobs: Readonly<Record<string, Job>> = JOBS): { stop: () => Promise<void> } {
  const schedules = Object.entries(jobs).map(([name, job]) => repeat(name, job, db));
  return {
    stop: async () => {
      await Promise.all(schedules.map((stop) => stop()));
    },
  };
}

/** The pause begins when a run ends, so that a slow run never meets itself. */
function repeat(name: string, job: Job, db: Db): () => Promise<void> {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const schedule = (seconds: number) => {
    timer = setTimeout(() => {
      running = runLogged(name, job, db).then(() => (stopped ? undefined : schedule(job.everySeconds)));
    }, seconds * 1000);
    timer.unref();
  };
  schedule(job.atStart ? 0 : job.everySeconds);
  return () => {
    stopped = true;
    clearTimeout(timer);
    return running;
  };
}

/** A failed run is told and tried again at the next turn: a job must not end the server. */
async function runLogged(name: string, job: Job, db: Db): Promise<void> {
  try {
    await job.run(db);
  } catch (error) {
    console.error(`job ${name} failed:`, error);
  }
}
