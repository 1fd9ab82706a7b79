import { readCloudEvents } from "./cloud-events";
import { readCombinedLog } from "./combined-log";
import { readCsv } from "./csv";
import { readNdjson } from "./ndjson";
import type { Chunks, FileFormat, ReadRecord } from "./source-record";

const READERS: Record<FileFormat, (chunks: Chunks) => AsyncGenerator<ReadRecord>> = {
  csv: readCsv,
  ndjson: readNdjson,
  cloudevents: readCloudEvents,
  "combined-log": readCombinedLog,
};

/** The records of a file in a format, one after another; a line that holds none comes back with its reason. */
export function readRecords(format: FileFormat, chunks: Chunks): AsyncGenerator<ReadRecord> {
  return READERS[format](chunks);
}
