import "server-only";
import type { Context } from "@/db/context";
import type { ExportQuery } from "@/lib/contracts/export";
import {
  csvChunks,
  type ExportFormat,
  type ExportTable,
  exportFileName,
  jsonChunks,
  ndjsonChunks,
} from "@/lib/domain/export/export-table";
import { dateIn } from "@/lib/domain/time-zone";
import { focusTable, linesTable } from "@/lib/services/export/lines-table";
import { spendTable } from "@/lib/services/export/spend-table";
import { getSpendLines } from "@/lib/services/spend/get-spend-lines";

/** A file to be sent piece by piece. */
export type Download = { fileName: string; contentType: string; chunks: AsyncIterable<string> };

/** What a data set is before it has a format; `from` and `to` are its first and last instant, the end excluded. */
type Opened = { table: ExportTable; from: string; to: string; timezone: string; interval: string };

/** Opens a data set as a file in the wanted format: the numbers of the endpoint of the same name. */
export async function exportDataset(context: Context, query: ExportQuery): Promise<Download> {
  const opened =
    query.dataset === "lines" ? await openLines(context, query) : await openSpend(context, query);
  const { table, from, to, timezone, interval } = opened;
  const file = FILES[query.format];
  const day = (at: number) => dateIn(at, timezone);
  const name = {
    ...{ slug: context.tenant.slug, dataset: query.dataset, interval, at: context.now },
    ...{ from: day(Date.parse(from)), to: day(Date.parse(to) - 1), extension: file.extension },
  };
  return {
    fileName: exportFileName(name),
    contentType: file.contentType,
    chunks: file.write(table),
  };
}

type FileKind = {
  extension: string;
  contentType: string;
  write: (table: ExportTable) => AsyncIterable<string>;
};
const CSV: FileKind = { extension: "csv", contentType: "text/csv; charset=utf-8", write: csvChunks };
const FILES: Readonly<Record<ExportFormat, FileKind>> = {
  csv: CSV,
  focus: CSV,
  json: { extension: "json", contentType: "application/json; charset=utf-8", write: jsonChunks },
  ndjson: { extension: "ndjson", contentType: "application/x-ndjson; charset=utf-8", write: ndjsonChunks },
};

async function openLines(context: Context, query: ExportQuery): Promise<Opened> {
  const { organization_id, format } = query;
  const bill = await getSpendLines(context, { organization_id, period: query.period ?? "current" });
  const table = format === "focus" ? focusTable(context.tenant, bill) : linesTable(bill);
  const { from, to, timezone } = bill.meta;
  return { table, from, to, timezone, interval: "billing_period" };
}

async function openSpend(context: Context, query: ExportQuery): Promise<Opened> {
  const { dataset: _, format: __, period: ___, ...series } = query;
  const { table, meta } = await spendTable(context, { ...series, compare: "none", page_size: 1000 });
  return { table, from: meta.from, to: meta.to, timezone: meta.timezone, interval: meta.interval };
}
