import "server-only";
import type { Db } from "@/db/client";
import { dropEmptyMonths } from "@/db/drop-partitions";
import { systemContext } from "@/lib/auth/tenant";
import { archiveFolder, env } from "@/lib/env";
import type { Job } from "@/lib/jobs/job";
import { archiveEvents } from "@/lib/services/archive/archive-events";
import { listOrganizationSlugs } from "@/lib/services/organizations/list-organization-slugs";

/** Runs only where BILLING_ARCHIVE_AFTER_DAYS says from when on; a month is due once, so that looking often costs little. */
export const archiveJob: Job = { everySeconds: 3600, run: (db) => archiveWhatIsDue(db) };

async function archiveWhatIsDue(db: Db): Promise<Record<string, number>> {
  const settings = env();
  const olderThanDays = settings.BILLING_ARCHIVE_AFTER_DAYS;
  const done = { months: 0, rows: 0, partitions: 0 };
  if (olderThanDays === undefined) return done;
  const failures: unknown[] = [];
  for (const slug of await listOrganizationSlugs(db)) {
    try {
      const context = await systemContext(db, slug);
      const months = await archiveEvents(context, { olderThanDays, folder: archiveFolder(settings) });
      done.months += months.filter(({ manifest }) => manifest !== null).length;
      done.rows += months.reduce((sum, { rows }) => sum + rows, 0);
    } catch (error) {
      // One organization's trouble must not keep the others waiting.
      failures.push(error);
    }
  }
  if (done.months > 0) done.partitions = await dropEmptyMonths(db, new Date());
  if (failures.length > 0) throw new AggregateError(failures, "Some organizations could not be archived.");
  return done;
}
