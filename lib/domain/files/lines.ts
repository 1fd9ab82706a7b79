import { isUtf8 } from "node:buffer";
import { type Chunks, MAX_RECORD_BYTES, TOO_LONG } from "./source-record";

export type Line = { line: number; text: string } | { line: number; error: string };

const NEWLINE = 10;
const BYTE_ORDER_MARK = "\uFEFF";

/** What has been read of a line that goes on in the next chunk. Of a line over the limit only the length is kept. */
class PartialLine {
  private pieces: Uint8Array[] = [];
  private length = 0;
  constructor(private readonly limit: number) {}

  get empty(): boolean {
    return this.length === 0;
  }

  add(piece: Uint8Array): void {
    this.length += piece.length;
    if (this.length > this.limit) this.pieces = [];
    else this.pieces.push(piece);
  }

  end(line: number): Line {
    const bytes = Buffer.concat(this.pieces);
    const tooLong = this.length > this.limit;
    this.pieces = [];
    this.length = 0;
    if (tooLong) return { line, error: TOO_LONG };
    if (!isUtf8(bytes)) return { line, error: "is not UTF-8 text" };
    const text = bytes.toString("utf8");
    return { line, text: line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
  }
}

/**
 * The lines of a file without their newline; a carriage return stays, since it may belong to a quoted field.
 * Memory stays flat: one chunk and at most one line of `limit` bytes are held.
 */
export async function* readLines(chunks: Chunks, limit = MAX_RECORD_BYTES): AsyncGenerator<Line> {
  const partial = new PartialLine(limit);
  let line = 1;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      partial.add(chunk.subarray(from, end));
      yield partial.end(line++);
      from = end + 1;
    }
    if (from < chunk.length) partial.add(chunk.subarray(from));
  }
  if (!partial.empty) yield partial.end(line);
}

export function withoutReturn(text: string): string {
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
