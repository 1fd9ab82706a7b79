import type { Command } from "commander";
import { getDb } from "@/db/client";
import { restoreBackup } from "@/lib/services/backup/restore-backup";
import { writeBackup } from "@/lib/services/backup/write-backup";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { addCommand, type CommonOptions } from "../command";
import { type ExitCode, UsageError } from "../failure";
import { startProgress } from "../progress";
import { count, type Terminal } from "../terminal";

type RestoreOptions = CommonOptions & { replace?: boolean };

const WHOLE = "refused: a backup is of the whole database";
const NOTES = `
The file holds everything, hashes of passwords and keys too: keep it like the database. More: docs/cli.md`;

/** `backup FILE` and `restore FILE`: the whole database in one file. */
export function addBackup(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(program, "backup", "write the whole database to one file", WHOLE)
    .argument("<file>", "the file to make, such as meterline.backup")
    .addHelpText("after", NOTES)
    .action(async (file: string, options: CommonOptions) => end(await backup(file, options, terminal)));
  addCommand(program, "restore", "put a backup into an empty database", WHOLE)
    .argument("<file>", "a file that backup made")
    .option("--replace", "delete everything that the database holds first")
    .action(async (file: string, options: RestoreOptions) => end(await restore(file, options, terminal)));
}

async function backup(file: string, options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  refuseOrganization(options);
  const progress = startProgress(file, terminal.isWatched && !options.json);
  const written = await writeBackup(file, progress.update).finally(progress.stop);
  if (options.json) terminal.print(JSON.stringify({ file, ...written }));
  else terminal.print(`${file}: ${count(written.rows)} rows of ${written.tables} tables`);
  return 0;
}

async function restore(file: string, options: RestoreOptions, terminal: Terminal): Promise<ExitCode> {
  refuseOrganization(options);
  const progress = startProgress(file, terminal.isWatched && !options.json);
  const { replace = false } = options;
  const restored = await restoreBackup({ path: file, replace, onProgress: progress.update }).finally(
    progress.stop,
  );
  const { differences, listed } = await verifyRollups(await getDb());
  if (options.json) terminal.print(JSON.stringify({ file, ...restored, differences, listed }));
  else {
    terminal.print(
      `${file} of ${restored.created_at}: ${count(restored.rows)} rows of ${restored.tables} tables`,
    );
    for (const difference of listed) terminal.print(JSON.stringify(difference));
    terminal.print(`${count(differences)} ${differences === 1 ? "difference" : "differences"}`);
  }
  return differences === 0 ? 0 : 1;
}

function refuseOrganization({ org }: CommonOptions): void {
  if (org !== undefined) throw new UsageError("A backup is of the whole database: leave --org out.");
}
