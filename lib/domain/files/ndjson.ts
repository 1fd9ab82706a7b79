import { type Line, readLines } from "./lines";
import type { Chunks, ReadRecord, SourceRecord } from "./source-record";

export function isRecord(value: unknown): value is SourceRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One JSON object, or why the text is none. */
export function parseJsonRecord(line: number, text: string): ReadRecord {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? { line, record: value } : { line, error: "is not a JSON object" };
  } catch {
    return { line, error: "is not JSON" };
  }
}

export function toJsonRecord(line: Line): ReadRecord {
  return "error" in line ? line : parseJsonRecord(line.line, line.text);
}

/** Reads one JSON object per line; blank lines are no records. */
export async function* readNdjson(chunks: Chunks): AsyncGenerator<ReadRecord> {
  for await (const line of readLines(chunks)) {
    if ("text" in line && line.text.trim() === "") continue;
    yield toJsonRecord(line);
  }
}
