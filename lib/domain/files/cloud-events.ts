import { readJsonValues } from "./json-values";
import { isRecord, parseJsonRecord, readNdjson } from "./ndjson";
import type { Chunks, ReadRecord } from "./source-record";

/** How much of a file is looked at to tell one event per line from an array or a printed object. */
const SAMPLE_BYTES = 64 * 1024;

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

/** The first bytes of a file, and all of its chunks including them. */
export async function peek(chunks: Chunks): Promise<{ sample: string; all: AsyncIterable<Uint8Array> }> {
  const source = toAsync(chunks);
  const seen: Uint8Array[] = [];
  let length = 0;
  for (let next = await source.next(); !next.done; next = await source.next()) {
    seen.push(next.value);
    length += next.value.length;
    if (length >= SAMPLE_BYTES) break;
  }
  const sample = Buffer.concat(seen).subarray(0, SAMPLE_BYTES).toString("utf8");
  return { sample, all: again(seen, source) };
}

async function* again(seen: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* seen;
  yield* rest;
}

async function* toAsync(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

export function isCloudEvent(value: unknown): boolean {
  return isRecord(value) && typeof value.specversion === "string";
}
