import "server-only";
import type { Context } from "@/db/context";
import { detectFormat } from "@/lib/domain/files/detect-format";
import type { ImportPlan } from "@/lib/domain/files/import-plan";
import type { ImportTally } from "@/lib/domain/files/import-tally";
import { peek } from "@/lib/domain/files/peek";
import { readRecords } from "@/lib/domain/files/read-records";
import { type FileFormat, type ReadRecord, UnreadableFile } from "@/lib/domain/files/source-record";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { openFile } from "./open-file";
import { type RefusedRow, RowWriter } from "./row-writer";
import { beginImport, finishImport } from "./save-import";

export type ImportProgress = { bytesRead: number; sizeBytes: number };
export type FileImport = {
  path: string;
  /** Found out from the name and the content where it is not given. */
  format?: FileFormat | undefined;
  shiftWeeks: number;
  plan: (file: { name: string; format: FileFormat }) => ImportPlan;
  /** Reads, maps and asks the write path, and takes everything back. */
  dryRun?: boolean;
  onProgress?: (progress: ImportProgress) => void;
  onRefused?: (row: RefusedRow) => Promise<void>;
};
export type ImportSummary = ImportTally & {
  file: string;
  source: string;
  kind: string;
  format: FileFormat;
  shift_weeks: number;
};

/**
 * Loads a recorded file: every row goes through the one write path, so loading it again writes nothing.
 * How far its dates were moved is remembered first, so that a load that was cut off can be repeated alike.
 */
export async function importFile(context: Context, input: FileImport): Promise<ImportSummary> {
  const { shiftWeeks, dryRun = false, onRefused = async () => {} } = input;
  const file = await openFile(input.path, (bytesRead) =>
    input.onProgress?.({ bytesRead, sizeBytes: file.sizeBytes }),
  );
  const { sample, all } = await peek(file.chunks);
  const format = input.format ?? detectFormat(file.name, sample);
  if (!format)
    throw new UnreadableFile(`The format of ${file.name} cannot be told: say which with --format.`);
  const plan = input.plan({ name: file.name, format });
  const entry = { file: file.name, source: plan.source, kind: plan.kind, shiftWeeks };
  const begin = async () => {
    if (!dryRun) await beginImport(context, entry);
  };
  const writer = new RowWriter(context, { dryRun, onRefused, begin });
  await writeRows(readRecords(format, all), plan, writer);
  if (!dryRun && writer.tally.stored > 0) {
    await compactDays(context.db, { organizationId: context.tenantId });
    await finishImport(context, entry, writer.tally);
  }
  const { file: name, source, kind } = entry;
  return { file: name, source, kind, format, shift_weeks: shiftWeeks, ...writer.tally };
}

async function writeRows(
  rows: AsyncIterable<ReadRecord>,
  plan: ImportPlan,
  writer: RowWriter,
): Promise<void> {
  let isChecked = false;
  for await (const row of rows) {
    if ("error" in row) {
      await writer.reject(row.line, row.error);
      continue;
    }
    if (!isChecked) plan.checkColumns?.(Object.keys(row.record));
    isChecked = true;
    const mapped = plan.map(row.record, row.line);
    if ("skip" in mapped) writer.skip();
    else if ("error" in mapped) await writer.reject(row.line, mapped.error);
    else await writer.add(row.line, mapped.events);
  }
  await writer.finish();
}
