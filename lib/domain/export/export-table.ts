import { type Cell, type CellKind, csvRow } from "./csv-cells";

export type ExportColumn = { name: string; kind: CellKind };

/**
 * What an export holds, whatever its format: rows come one by one, so that a data set of any size passes through. `meta`
 * is told beside the rows where a format has room for it.
 */
export type ExportTable = {
  columns: readonly ExportColumn[];
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
  meta: Record<string, unknown>;
};

export const EXPORT_FORMATS = ["csv", "json", "ndjson", "focus"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** UTF-8 without byte order mark, rows ending in CRLF, the column names first. */
export async function* csvChunks({ columns, rows }: ExportTable): AsyncGenerator<string> {
  const kinds = columns.map(({ kind }) => kind);
  yield csvRow(
    columns.map(({ name }) => name),
    columns.map(() => "text"),
  );
  for await (const row of rows) yield csvRow(row, kinds);
}

/** One object per row and line. */
export async function* ndjsonChunks(table: ExportTable): AsyncGenerator<string> {
  for await (const row of table.rows) yield `${JSON.stringify(toObject(table, row))}\n`;
}

/** `{data, meta}`: the rows first, since how many there were is known at the end. */
export async function* jsonChunks(table: ExportTable): AsyncGenerator<string> {
  let count = 0;
  yield '{"data":[';
  for await (const row of table.rows) {
    yield `${count === 0 ? "" : ","}${JSON.stringify(toObject(table, row))}`;
    count += 1;
  }
  yield `],"meta":${JSON.stringify({ ...table.meta, rows: count })}}`;
}

function toObject({ columns }: ExportTable, row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]));
}

export type ExportName = {
  slug: string;
  dataset: string;
  from: string;
  to: string;
  interval: string;
  at: Date;
  extension: string;
};

/** `acme_spend_2026-11-01_2026-11-30_day_20261122T140322Z.csv` */
export function exportFileName({ slug, dataset, from, to, interval, at, extension }: ExportName): string {
  const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const parts = [slug, dataset, from, to, interval].map((part) =>
    part.toLowerCase().replace(/[^a-z0-9_-]/g, "-"),
  );
  return `${parts.join("_")}_${stamp}.${extension}`;
}
