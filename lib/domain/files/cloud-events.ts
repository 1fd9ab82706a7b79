import { readJsonValues } from "./json-values";
import { isRecord, parseJsonRecord, readNdjson } from "./ndjson";
import { peek } from "./peek";
import type { Chunks, ReadRecord } from "./source-record";

/** Reads CloudEvents: one per line, one JSON array of them, or one JSON object over several lines. */
export async function* readCloudEvents(chunks: Chunks): AsyncGenerator<ReadRecord> {
  const { sample, all } = await peek(chunks);
  if (hasOneRecordPerLine(sample)) yield* readNdjson(all);
  else {
    for await (const value of readJsonValues(all)) {
      yield "error" in value ? value : parseJsonRecord(value.line, value.text);
    }
  }
}

/** A printed object has no line that is an object by itself; a file of events has one, even if its first line is broken. */
function hasOneRecordPerLine(sample: string): boolean {
  const text = sample.replace(/^\uFEFF/, "").trimStart();
  if (text.startsWith("[")) return false;
  return !text.includes("\n") || text.split("\n").some((line) => "record" in parseJsonRecord(1, line));
}

export function isCloudEvent(value: unknown): boolean {
  return isRecord(value) && typeof value.specversion === "string";
}
