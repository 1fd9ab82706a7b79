import { isRecord } from "./ndjson";
import type { SourceRecord } from "./source-record";

/** The value of a column; `a.b` reaches into nested objects. Empty text and null are no value. */
export function readColumn(record: SourceRecord, column: string): unknown {
  const value = Object.hasOwn(record, column) ? record[column] : reach(record, column);
  return value === "" || value === null ? undefined : value;
}

function reach(record: SourceRecord, column: string): unknown {
  if (!column.includes(".")) return undefined;
  let value: unknown = record;
  for (const part of column.split(".")) {
    value = isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/** A value as the text that stood in the file; objects and lists have none. */
export function toText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
