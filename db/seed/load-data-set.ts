import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Context } from "@/db/context";
import { weeksUntil } from "@/lib/domain/files/event-time";
import { findImport } from "@/lib/services/imports/find-import";
import { type ImportProgress, importFile } from "@/lib/services/imports/import-file";
import { RefusedRowsFile } from "@/lib/services/imports/refused-rows-file";
import { type DataSet, mapDataSet, sourceOf } from "./data-set";
import { seedMeters } from "./organizations";

/** What is stored of one file, counted in rows; `read` = `accepted` + `skipped` + `rejected`. */
export type LoadedDataSet = {
  file: string;
  organization_id: string;
  shift_weeks: number;
  read: number;
  accepted: number;
  skipped: number;
  rejected: number;
  events: number;
};
export function samplePath({ file }: Pick<DataSet, "file">): string {
  return fileURLToPath(new URL(`../sample/${file}`, import.meta.url));
}

type Options = { dataDir: string; onProgress: (progress: ImportProgress) => void };

/** Loads one file, unless all of it is stored already. Its dates are always moved as they were the first time. */
export async function loadDataSet(
  context: Context,
  dataSet: DataSet,
  options: Options,
): Promise<LoadedDataSet> {
  const source = sourceOf(dataSet);
  const known = await findImport(context, { file: source, source });
  if (!known?.isComplete) await load(context, dataSet, known?.shiftWeeks, options);
  const stored = known?.isComplete ? known : await findImport(context, { file: source, source });
  // Of a file that was whole once, a retention set since then may keep events away for good.
  const isExpected = stored?.isComplete || (known?.readRows ?? 0) > 0;
  if (!stored || !isExpected) throw new Error(`${dataSet.file} was loaded, but not all of it is stored.`);
  return {
    file: dataSet.file,
    organization_id: context.tenantId,
    shift_weeks: stored.shiftWeeks,
    read: stored.readRows,
    accepted: stored.acceptedRows,
    skipped: stored.skippedRows,
    rejected: stored.rejectedRows,
    events: stored.storedEvents,
  };
}

async function load(
  context: Context,
  dataSet: DataSet,
  shiftBefore: number | undefined,
  { dataDir, onProgress }: Options,
): Promise<void> {
  await seedMeters(context, dataSet.meters ?? []);
  const shiftWeeks = shiftBefore ?? weeksUntil(dataSet.newest, context.now);
  const source = sourceOf(dataSet);
  const list = new RefusedRowsFile(join(dataDir, "rejects", `${source}.rejects.csv`));
  await importFile(context, {
    path: samplePath(dataSet),
    format: dataSet.format,
    shiftWeeks,
    plan: () => ({ kind: dataSet.kind, source, map: mapDataSet(dataSet, shiftWeeks) }),
    onProgress,
    onRefused: (row) => list.add(row),
  }).finally(() => list.close());
}
