import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Db } from "@/db/client";
import type { Job } from "@/lib/jobs/job";
import { startJobs } from "@/lib/jobs/start-jobs";

const db = {} as Db;

describe("startJobs", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("runs a job again and again, its pause beginning at the end of a run", async () => {
    let finish = () => {};
    const run = vi.fn(
      () =>
        new Promise<Record<string, number>>((resolve) => {
          finish = () => resolve({});
        }),
    );
    const jobs = startJobs(db, { slow: { everySeconds: 10, run } satisfies Job });
    await vi.advanceTimersByTimeAsync(35_000);
    expect(run).toHaveBeenCalledTimes(1);
    finish();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(run).toHaveBeenCalledTimes(2);
    finish();
    await jobs.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("begins with the jobs that are due at the start", async () => {
    const run = vi.fn().mockResolvedValue({});
    const jobs = startJobs(db, { ready: { everySeconds: 10, atStart: true, run } });
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(run).toHaveBeenCalledTimes(2);
    await jobs.stop();
  });

  it("goes on after a run that failed", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const run = vi.fn().mockRejectedValueOnce(new Error("database away")).mockResolvedValue({});
    const jobs = startJobs(db, { moody: { everySeconds: 1, run } });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(run).toHaveBeenCalledTimes(2);
    expect(told).toHaveBeenCalledWith("job moody failed:", expect.any(Error));
    await jobs.stop();
    told.mockRestore();
  });
});
