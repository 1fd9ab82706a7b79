import { describe, expect, it, vi } from "vitest";
import { runJob } from "@/lib/jobs/run-job";

vi.mock("@/db/client", () => ({ getDb: async () => "the database" }));
vi.mock("@/lib/jobs", () => ({ JOBS: { known: { everySeconds: 1, run: async () => ({ done: 2 }) } } }));

describe("runJob", () => {
  it("runs a job by its name", async () => {
    expect(await runJob("known")).toEqual({ done: 2 });
  });

  it.each(["unknown", "constructor", "__proto__", ""])("knows no job %s", async (name) => {
    await expect(runJob(name)).rejects.toThrow(`There is no job ${name}.`);
  });
});
