import { type Command, Option } from "commander";
import { IMPORT_KINDS, type ImportKind } from "@/lib/domain/files/import-fields";
import { type Pair, planImport } from "@/lib/domain/files/import-plan";
import { FILE_FORMATS, type FileFormat } from "@/lib/domain/files/source-record";
import { type ImportProgress, type ImportSummary, importFile } from "@/lib/services/imports/import-file";
import { RefusedRowsFile, refusedRowsPath } from "@/lib/services/imports/refused-rows-file";
import type { RefusedRow } from "@/lib/services/imports/row-writer";
import { loadOpeningUsage, OPENING_KIND } from "@/lib/services/opening-usage/load-opening-usage";
import { checkAlertsAfter } from "../check-alerts-after";
import { addCommand, type CommonOptions, openContext } from "../command";
import type { ExitCode } from "../failure";
import { startProgress } from "../progress";
import { count, type Terminal, table } from "../terminal";
import { nonEmpty, oneOf, pairs, timeZone, valuePairs, wholeNumber } from "../values";

const KINDS = [...IMPORT_KINDS, OPENING_KIND] as const;

type Options = CommonOptions & {
  kind?: ImportKind | typeof OPENING_KIND;
  format?: FileFormat;
  map?: Pair[];
  set?: Pair[];
  skip?: Pair[];
  provider?: string;
  team?: string;
  source?: string;
  timezone: string;
  shiftWeeks: number;
  dryRun?: boolean;
  rejects?: string;
};

const NOTES = `
A file is read as it streams, gzip or not. Its columns are taken by their names (time, endpoint, quantity, …),
--map gives the others a meaning. Uploads of a file without upload_status count as successful. Loading the same
file again writes nothing. Sums per day from before the events are --kind aggregates. Rows that cannot be taken are listed with their line and the reason in a CSV file.
All fields and examples: docs/cli.md`;

/** `ingest FILE`: loads recorded usage from a file. */
export function addIngest(program: Command, terminal: Terminal, end: (code: ExitCode) => void): void {
  addCommand(
    program,
    "ingest",
    "load recorded usage from a file",
    "slug or id of the organization that owns the rows",
  )
    .argument("<file>", "CSV, NDJSON, CloudEvents or an access log")
    .addOption(new Option("--kind <kind>", `what the rows are: ${KINDS.join(", ")}`).argParser(oneOf(KINDS)))
    .addOption(
      new Option("--format <format>", `${FILE_FORMATS.join(", ")} (default: told from the file)`).argParser(
        oneOf(FILE_FORMATS),
      ),
    )
    .option("--map <column=field>", "read a field from a column; may be repeated", pairs("column=field"))
    .option(
      "--set <field=value>",
      "give a field of every row the same value; may be repeated",
      valuePairs("field=value"),
    )
    .option(
      "--skip <column=value>",
      "leave out rows with this value; may be repeated",
      valuePairs("column=value"),
    )
    .option("--provider <provider>", "provider of rows that name none", nonEmpty)
    .option("--team <team>", "team of rows that name none", nonEmpty)
    .option("--source <name>", "name of the source (default: the file's name)", nonEmpty)
    .option("--timezone <zone>", "zone of times that state none", timeZone, "UTC")
    .option("--shift-weeks <n>", "move all times by whole weeks", wholeNumber, 0)
    .option("--rejects <file>", "where to list refused rows (default: beside the file)", nonEmpty)
    .option("--dry-run", "tell what would happen, write nothing")
    .addHelpText("after", NOTES)
    .action(async (file: string, options: Options) => end(await ingest(file, options, terminal)));
}

async function ingest(file: string, options: Options, terminal: Terminal): Promise<ExitCode> {
  const { map = [], set = [], skip = [] } = options;
  const { kind, ...given } = { ...options, map, set, skip };
  const context = await openContext(options);
  const list = new RefusedRowsFile(options.rejects ?? (await refusedRowsPath(file)));
  const progress = startProgress(file, terminal.isWatched && !options.json);
  const input = {
    path: file,
    format: options.format,
    shiftWeeks: options.shiftWeeks,
    dryRun: options.dryRun ?? false,
    onProgress: ({ bytesRead, sizeBytes }: ImportProgress) => progress.update(bytesRead, sizeBytes),
    onRefused: (row: RefusedRow) => list.add(row),
  };
  const load = () =>
    kind === OPENING_KIND
      ? loadOpeningUsage(context, { ...input, settings: given })
      : importFile(context, { ...input, plan: (found) => planImport({ ...given, kind }, found) });
  const loaded = input.dryRun ? load() : checkAlertsAfter(context, load);
  const summary = await loaded.finally(async () => {
    progress.stop();
    await list.close();
  });
  const { stored, ...counts } = summary;
  const answer = {
    organization_id: context.tenantId,
    dry_run: options.dryRun ?? false,
    ...counts,
    rejects_file: list.written ?? null,
  };
  terminal.print(options.json ? JSON.stringify(answer) : describeImport(summary, list.written, options));
  return summary.read > 0 && stored + summary.skipped === 0 ? 1 : 0;
}

function describeImport(summary: ImportSummary, refused: string | undefined, { dryRun }: Options): string {
  const title = dryRun ? `${summary.file}: what loading it would do` : summary.file;
  const rows = table(
    [
      ["read", count(summary.read)],
      ["accepted", count(summary.accepted)],
      ["duplicates", count(summary.duplicates)],
      ["conflicts", count(summary.conflicts)],
      ["skipped", count(summary.skipped)],
      ["rejected", count(summary.rejected)],
      [summary.kind === OPENING_KIND ? "rows written" : "events written", count(dryRun ? 0 : summary.events)],
    ],
    1,
  );
  return [title, rows, ...(refused ? [`Refused rows and reasons: ${refused}`] : [])].join("\n");
}
