import "server-only";
import { dirname } from "node:path";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { archiveName } from "@/lib/domain/archive/archive-manifest";
import { spansWithin } from "@/lib/domain/archived-spans";
import { ConflictError } from "@/lib/errors";
import { selectArchivedSpans } from "@/lib/selectors/archive/select-archived-spans";
import { selectEventMonths } from "@/lib/selectors/archive/select-event-months";
import { countDifferences } from "@/lib/selectors/archive/select-month-rollups";
import { ChangedMeanwhile, dropArchived } from "@/lib/services/archive/drop-archived";
import { checkArchive } from "@/lib/services/archive/read-archive";
import {
  monthSpan,
  removeArchive,
  type WrittenArchive,
  writeArchive,
} from "@/lib/services/archive/write-archive";

const DAY_MS = 86_400_000;

export type ArchivedMonth = {
  organization: string;
  month: string;
  /** 0 where events came while the month was being archived, so that nothing was. */
  rows: number;
  /** The manifest; null where nothing was archived. */
  manifest: string | null;
};
export type ArchiveSettings = { olderThanDays: number; folder: string };

/**
 * Archives the months of an organization, in UTC, that lie wholly before so many days ago: writes each to files, reads
 * them back, compares, and only then deletes its events. Sums go on being answered from the rollups; identities stay,
 * so that a repeated event is still told. Events that came late go with the next run, in files of their own.
 */
export async function archiveEvents(
  context: Context,
  { olderThanDays, folder }: ArchiveSettings,
  onMonth: (month: string) => void = () => undefined,
): Promise<ArchivedMonth[]> {
  const { db, tenantId, tenant, now } = context;
  const oldest = new Date(now.getTime() - olderThanDays * DAY_MS);
  const before = new Date(Date.UTC(oldest.getUTCFullYear(), oldest.getUTCMonth(), 1));
  const months = await readAsTenant(db, tenantId, (tx) => selectEventMonths(tx, tenantId, before));
  const archived: ArchivedMonth[] = [];
  for (const month of months) {
    onMonth(month);
    const written = await archiveMonth(context, month, folder);
    const { rows, manifest } = written
      ? { rows: written.manifest.rows, manifest: written.path }
      : { rows: 0, manifest: null };
    archived.push({ organization: tenant.slug, month, rows, manifest });
  }
  return archived;
}

/** Undefined where events came while the month was being archived: then nothing was deleted. */
async function archiveMonth(
  context: Context,
  month: string,
  folder: string,
): Promise<WrittenArchive | undefined> {
  await refuseDifferences(context, month);
  const written = await writeArchive(context, month, folder);
  try {
    await checkArchive(written);
    await dropArchived(context, written);
    return written;
  } catch (error) {
    // A failure that leaves open whether the rows are gone must not take the files.
    if (error instanceof ConflictError)
      await removeArchive({ folder: dirname(written.path), name: archiveName(month, written.manifest.id) });
    if (error instanceof ChangedMeanwhile) return undefined;
    throw error;
  }
}

/** From then on the rollups are all that answers: they must be right. Of months that were archived before, they are. */
async function refuseDifferences({ db, tenantId }: Context, month: string): Promise<void> {
  const span = monthSpan(month);
  await readAsTenant(db, tenantId, async (tx) => {
    if (spansWithin(await selectArchivedSpans(tx, tenantId), span).length > 0) return;
    const differences = await countDifferences(tx, { tenantId, span });
    if (differences > 0)
      throw new ConflictError(
        `${differences} rollup rows of ${month} differ from their events: see verify, and refresh before archiving.`,
      );
  });
}
