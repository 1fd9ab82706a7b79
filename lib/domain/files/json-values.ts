import { isUtf8 } from "node:buffer";
import { type Chunks, MAX_RECORD_BYTES, TOO_LONG } from "./source-record";

export type JsonText = { line: number; text: string } | { line: number; error: string };

const CODE = { newline: 10, space: 32, quote: 34, comma: 44, openArray: 91, backslash: 92, closeArray: 93 };
const OPENING = new Set([CODE.openArray, 123]);
const CLOSING = new Set([CODE.closeArray, 125]);
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Follows JSON byte by byte only far enough to cut it: strings, escapes and depth, not its grammar. */
class Cutter {
  private bytes: number[] = [];
  private start = 1;
  private line = 1;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private tooLong = false;
  private opened: boolean | undefined;

  /** Takes one byte; answers with the value that it ended, if it ended one. */
  take(byte: number): JsonText | undefined {
    if (byte === CODE.newline) this.line++;
    if (this.opened === undefined && (byte <= CODE.space || BYTE_ORDER_MARK.includes(byte))) return undefined;
    if (this.opened === undefined) {
      this.opened = byte === CODE.openArray;
      if (this.opened) return undefined;
    }
    if (!this.inString && this.depth === 0 && this.separates(byte)) return this.end();
    if (this.bytes.length === 0) this.start = this.line;
    if (this.bytes.length < MAX_RECORD_BYTES) this.bytes.push(byte);
    else this.tooLong = true;
    this.follow(byte);
    return undefined;
  }

  /** What is left at the end of the file. */
  end(): JsonText | undefined {
    const text = Buffer.from(this.bytes);
    const error = this.tooLong ? TOO_LONG : isUtf8(text) ? undefined : "is not UTF-8 text";
    this.bytes = [];
    this.tooLong = false;
    if (error) return { line: this.start, error };
    return text.length === 0 ? undefined : { line: this.start, text: text.toString("utf8") };
  }

  private separates(byte: number): boolean {
    if (this.opened && (byte === CODE.comma || byte === CODE.closeArray)) return true;
    return byte <= CODE.space;
  }

  private follow(byte: number): void {
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (byte === CODE.backslash) this.escaped = true;
      else if (byte === CODE.quote) this.inString = false;
    } else if (byte === CODE.quote) this.inString = true;
    else if (OPENING.has(byte)) this.depth++;
    else if (CLOSING.has(byte)) this.depth = Math.max(0, this.depth - 1);
  }
}

/** The members of one JSON array, or JSON values one after another, each as its own text of a bounded length. */
export async function* readJsonValues(chunks: Chunks): AsyncGenerator<JsonText> {
  const cutter = new Cutter();
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      const value = cutter.take(byte);
      if (value) yield value;
    }
  }
  const last = cutter.end();
  if (last) yield last;
}
