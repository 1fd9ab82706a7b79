import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { usageEvents } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { JOBS } from "@/lib/jobs";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usage } from "@/lib/testing/usage-events";

const database = useDatabase();
const folder = await mkdtemp(join(tmpdir(), "meterline-archive-"));
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
  vi.stubEnv("BILLING_ARCHIVE_DIR", folder);
});

/** The job as a process with the settings of now would have it. */
async function runArchive(): Promise<Record<string, number> | undefined> {
  const { archiveJob } = await import("@/lib/jobs/archive");
  return archiveJob.run(database.db);
}

it("archives nothing until a setting says from when on, and then what is due of everybody, once", async () => {
  for (const quantity of [1, 2]) {
    const context = await makeOrganization(database.db);
    await recordFixture(context, [usage("2020-01-31T23:59:59Z", "compute", quantity)]);
  }
  expect(await runArchive()).toEqual({ months: 0, rows: 0, partitions: 0 });

  vi.resetModules();
  vi.stubEnv("BILLING_ARCHIVE_AFTER_DAYS", "30");
  expect(await runArchive()).toEqual({ months: 2, rows: 2, partitions: 1 });
  expect(await readdir(folder)).toHaveLength(2);
  expect(await asOperator(database.db, (tx) => tx.$count(usageEvents))).toBe(0);
  expect(await runArchive()).toEqual({ months: 0, rows: 0, partitions: 0 });
});

it("keeps no organization waiting for another one's trouble", async () => {
  vi.stubEnv("BILLING_ARCHIVE_AFTER_DAYS", "30");
  const [broken, sound] = [await makeOrganization(database.db), await makeOrganization(database.db)];
  for (const context of [broken, sound])
    await recordFixture(context, [usage("2020-03-01T00:00:00Z", "compute", 1)]);
  const damage = (count: number) =>
    asOperator(database.db, (tx) =>
      tx.execute(
        sql`update rollup_quarter_hours set event_count = ${count} where organization_id = ${broken.tenantId}`,
      ),
    );
  await damage(2);
  await expect(runArchive()).rejects.toThrow("Some organizations could not be archived.");
  expect(await asOperator(database.db, (tx) => tx.$count(usageEvents))).toBe(1);
  await damage(1);
  expect(await runArchive()).toMatchObject({ months: 1, rows: 1 });
});

it("stands among the jobs that a cron can call, like the partitions and the retention", () => {
  expect(Object.keys(JOBS)).toEqual(expect.arrayContaining(["archive", "partitions", "retention"]));
});
