import type { SpanContents } from "@/lib/domain/archived-spans";

/** What the archived rows of one fact come to: signed sums as exact decimals. */
export type FactSums = { rows: number; events: number; quantity: string; duration_ms: string };

/** The rows of one table: how many, what they come to by fact, and a digest that does not depend on their order. */
export type TableSums = { rows: number; digest: string; facts: Record<string, FactSums> };

/** One data file: NDJSON, gzip. `sha256` is of the file as it is on the disk. */
export type ArchivedFile = TableSums & {
  table: string;
  file: string;
  bytes: number;
  sha256: string;
  columns: { name: string; type: string }[];
};

/** What stands beside the data files of one organization and month. */
export type ArchiveManifest = {
  format: "meterline-archive";
  version: 1;
  id: string;
  organization: { id: string; slug: string; name: string };
  /** A month in UTC, `YYYY-MM`; from and to are its bounds, `to` excluded. */
  month: string;
  from: string;
  to: string;
  created_at: string;
  /** The newest migration of the schema that the rows come from. */
  migration: number;
  rows: number;
  files: ArchivedFile[];
  /** What the events are by fact, as the database remembers it. */
  contents: SpanContents;
  /** What the rollups of the month hold by fact, meters among them: all of the month, also what was archived before. */
  rollups: Record<string, { events: number; quantity: string; duration_ms: string }>;
};

export const MANIFEST_ENDING = ".manifest.json";
const DATA_ENDING = /\.[a-z_]+\.ndjson\.gz$/;

/** The first part of the names of an archive's files. */
export function archiveName(month: string, id: string): string {
  return `${month}.${id.slice(0, 8)}`;
}

/** The manifest that belongs to a file of an archive; undefined for other files. */
export function manifestOf(path: string): string | undefined {
  if (path.endsWith(MANIFEST_ENDING)) return path;
  return DATA_ENDING.test(path) ? path.replace(DATA_ENDING, MANIFEST_ENDING) : undefined;
}
