import type { Command } from "commander";
import { getDb } from "@/db/client";
import { dropEmptyMonths } from "@/db/drop-partitions";
import { systemContext } from "@/lib/auth/tenant";
import { archiveFolder, env } from "@/lib/env";
import { type ArchivedMonth, archiveEvents } from "@/lib/services/archive/archive-events";
import { readManifest } from "@/lib/services/archive/read-archive";
import { unarchive } from "@/lib/services/archive/unarchive";
import { addCommand, type CommonOptions, openContext, openContexts } from "../command";
import { type ExitCode, UsageError } from "../failure";
import { startProgress } from "../progress";
import { count, type Terminal } from "../terminal";
import { days, nonEmpty } from "../values";

type Options = CommonOptions & { olderThan?: number; out?: string };

const NOTES = `
Only whole months in UTC go, each to files of its own that are read back before anything is deleted. Sums stay. More:
docs/archive.md`;

/** `archive` and `unarchive FILE`: old events to files, and back. */
export function addArchive(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "archive",
    "move old events to compressed files",
    "only this organization (default: all)",
  )
    .option("--older-than <days>", "months that lie wholly before so many days ago, such as 90d", days)
    .option("--out <folder>", "where to (default: BILLING_ARCHIVE_DIR)", nonEmpty)
    .addHelpText("after", NOTES)
    .action(async (options: Options) => end(await archive(options, terminal)));
  addCommand(
    program,
    "unarchive",
    "bring the events of an archive back",
    "refused where the archive is another organization's",
  )
    .argument("<file>", "the manifest of an archive, or one of its data files")
    .action(async (file: string, options: CommonOptions) => end(await restore(file, options, terminal)));
}

async function archive(options: Options, terminal: Terminal): Promise<ExitCode> {
  const olderThanDays = options.olderThan ?? env().BILLING_ARCHIVE_AFTER_DAYS;
  if (olderThanDays === undefined)
    throw new UsageError("Say how old events must be: --older-than 90d, or set BILLING_ARCHIVE_AFTER_DAYS.");
  const settings = { olderThanDays, folder: options.out ?? archiveFolder() };
  const months: ArchivedMonth[] = [];
  for (const context of await openContexts(options)) {
    const told = (month: string) => {
      if (terminal.isWatched && !options.json) terminal.note(`${context.tenant.slug} ${month} …`);
    };
    months.push(...(await archiveEvents(context, settings, told)));
  }
  const partitions = months.length > 0 ? await dropEmptyMonths(await getDb(), new Date()) : 0;
  if (options.json) terminal.print(JSON.stringify({ months, partitions_dropped: partitions }));
  else for (const line of describeMonths(months)) terminal.print(line);
  return months.every(({ manifest }) => manifest !== null) ? 0 : 1;
}

function describeMonths(months: readonly ArchivedMonth[]): string[] {
  if (months.length === 0) return ["Nothing to archive."];
  return months.map(({ organization, month, rows, manifest }) =>
    manifest === null
      ? `${organization} ${month}: events came meanwhile, nothing was deleted; run it again`
      : `${organization} ${month}: ${count(rows)} rows in ${manifest}`,
  );
}

async function restore(file: string, options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const found = await readManifest(file);
  const context = await systemContext(await getDb(), found.manifest.organization.id);
  if (options.org !== undefined && (await openContext(options)).tenantId !== context.tenantId)
    throw new UsageError(`${file} is an archive of ${context.tenant.slug}, not of ${options.org}.`);
  const progress = startProgress(file, terminal.isWatched && !options.json);
  const restored = await unarchive(context, found, progress.update).finally(progress.stop);
  const { organization, month, present, differences } = restored;
  if (options.json) terminal.print(JSON.stringify(restored));
  else
    terminal.print(
      `${organization} ${month}: ${count(restored.restored)} rows restored, ${count(present)} were there; ` +
        `${count(differences)} differences`,
    );
  return differences === 0 ? 0 : 1;
}
