/** The bytes of a file, already unpacked, in pieces of any size. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** One record of a file as its format gives it: column or property names with their values. */
export type SourceRecord = Readonly<Record<string, unknown>>;

/** A record and the line it begins on (the first line is 1), or why that line is none. */
export type ReadRecord = { line: number; record: SourceRecord } | { line: number; error: string };

export const FILE_FORMATS = ["csv", "ndjson", "cloudevents", "combined-log"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A longer line or record is refused, so that a file without line ends cannot fill the memory. */
export const MAX_RECORD_BYTES = 1024 * 1024;
export const TOO_LONG = "is longer than 1 MiB";

/** The file as a whole cannot be read, whatever its rows hold. */
export class UnreadableFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UnreadableFile";
  }
}
