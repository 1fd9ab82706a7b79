import "server-only";
import type { Context } from "@/db/context";
import { detectFormat } from "@/lib/domain/files/detect-format";
import type { ImportSettings } from "@/lib/domain/files/import-plan";
import { countRow, EMPTY_TALLY, type ImportTally } from "@/lib/domain/files/import-tally";
import { peek } from "@/lib/domain/files/peek";
import { readRecords } from "@/lib/domain/files/read-records";
import { type FileFormat, UnreadableFile } from "@/lib/domain/files/source-record";
import { planOpening } from "@/lib/domain/opening/opening-columns";
import { tellRecorded } from "@/lib/services/events/recorded";
import type { FileImport, ImportSummary } from "@/lib/services/imports/import-file";
import { openFile } from "@/lib/services/imports/open-file";
import { rolledBack } from "@/lib/services/imports/rolled-back";
import { beginImport, finishImport } from "@/lib/services/imports/save-import";
import type { OpeningLine } from "@/lib/services/opening-usage/judge-opening-rows";
import { storeOpeningRows } from "@/lib/services/opening-usage/store-opening-rows";
import { compactDays } from "@/lib/services/rollups/compact-days";

export const OPENING_KIND = "aggregates";
const FORMATS: readonly FileFormat[] = ["csv", "ndjson"];
/** Bounds how long ingest waits for a chunk. */
const ROWS_AT_ONCE = 1000;

export type OpeningFile = Omit<FileImport, "plan"> & { settings: ImportSettings };

/**
 * Loads sums per day from before the events. The same file again writes nothing; sums that differ from loaded ones
 * are conflicts, and a day that has events of its own is refused. `stored` counts rows that are there now.
 */
export async function loadOpeningUsage(context: Context, input: OpeningFile): Promise<ImportSummary> {
  const file = await openFile(input.path, (bytesRead) =>
    input.onProgress?.({ bytesRead, sizeBytes: file.sizeBytes }),
  );
  const { sample, all } = await peek(file.chunks);
  const format = input.format ?? detectFormat(file.name, sample);
  if (!format || !FORMATS.includes(format))
    throw new UnreadableFile(`Sums are read from CSV or NDJSON: say which ${file.name} is with --format.`);
  const source = input.settings.source ?? file.name;
  const entry = { file: file.name, source, kind: OPENING_KIND, shiftWeeks: input.shiftWeeks };
  if (!input.dryRun) await beginImport(context, entry);
  const tally = await storeAll(context, readRecords(format, all), { ...input, source, format });
  if (!input.dryRun && tally.stored > 0) {
    tellRecorded(context.tenantId);
    await compactDays(context.db, { organizationId: context.tenantId });
    // Its rows are no events.
    await finishImport(context, entry, { ...tally, stored: 0 });
  }
  return { file: file.name, source, kind: OPENING_KIND, format, shift_weeks: input.shiftWeeks, ...tally };
}

type Records = ReturnType<typeof readRecords>;
type Storing = OpeningFile & { source: string; format: FileFormat };

async function storeAll(context: Context, records: Records, storing: Storing): Promise<ImportTally> {
  const { settings, onRefused = async () => {} } = storing;
  const plan = planOpening(settings);
  let tally = EMPTY_TALLY;
  let chunk: OpeningLine[] = [];
  let isChecked = storing.format !== "csv";
  const reject = async (line: number, reason: string) => {
    tally = countRow(tally, "rejected", []);
    await onRefused({ line, outcome: "rejected", code: "invalid_row", reason });
  };
  const flush = async () => {
    tally = await storeChunk(context, chunk, storing, tally);
    chunk = [];
  };
  for await (const read of records) {
    if ("error" in read) {
      await reject(read.line, read.error);
      continue;
    }
    if (!isChecked) plan.checkColumns(Object.keys(read.record));
    isChecked = true;
    const mapped = plan.map(read.record);
    if ("error" in mapped) await reject(read.line, mapped.error);
    else if ("skip" in mapped) tally = countRow(tally, "skipped", []);
    else if (chunk.push({ line: read.line, row: mapped.row }) === ROWS_AT_ONCE) await flush();
  }
  await flush();
  return tally;
}

async function storeChunk(
  context: Context,
  lines: readonly OpeningLine[],
  { dryRun = false, source, onRefused = async () => {} }: Storing,
  before: ImportTally,
): Promise<ImportTally> {
  if (lines.length === 0) return before;
  const outcomes = dryRun
    ? await rolledBack(context.db, (db) => storeOpeningRows({ ...context, db }, source, lines))
    : await storeOpeningRows(context, source, lines);
  let tally = before;
  for (const [index, outcome] of outcomes.entries()) {
    const { status } = outcome;
    tally = countRow(tally, status, status === "skipped" ? [] : [status]);
    if ("reason" in outcome)
      await onRefused({ line: lines[index]?.line ?? 0, outcome: outcome.status, ...outcome });
  }
  return tally;
}
