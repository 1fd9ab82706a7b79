import "server-only";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { access, constants, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { RefusedRow } from "./row-writer";

/** Lists the lines that were kept out as a CSV file, made when the first of them comes. */
export class RefusedRowsFile {
  private stream: WriteStream | undefined;
  private failure: Error | undefined;

  constructor(private readonly path: string) {}

  /** Where the list is; undefined while no line was refused. */
  get written(): string | undefined {
    return this.stream ? this.path : undefined;
  }

  async add({ line, outcome, code, reason }: RefusedRow): Promise<void> {
    this.stream ??= await this.create();
    if (this.failure) throw this.failure;
    const room = this.stream.write(`${[String(line), outcome, code, reason].map(toCell).join(",")}\r\n`);
    if (!room) await once(this.stream, "drain");
  }

  async close(): Promise<void> {
    if (!this.stream) return;
    this.stream.end();
    await once(this.stream, "close");
    if (this.failure) throw this.failure;
  }

  private async create(): Promise<WriteStream> {
    await mkdir(dirname(this.path), { recursive: true });
    const stream = createWriteStream(this.path);
    stream.on("error", (error) => {
      this.failure = error;
    });
    stream.write("line,outcome,code,reason\r\n");
    return stream;
  }
}

/** Beside the file that is read; in the working folder where that one may not be written. */
export async function refusedRowsPath(file: string): Promise<string> {
  const name = `${basename(file)}.rejects.csv`;
  const beside = dirname(file);
  const writable = await access(beside, constants.W_OK).then(
    () => true,
    () => false,
  );
  return writable ? join(beside, name) : name;
}

/** Text that a spreadsheet would take for a formula is guarded by an apostrophe. */
function toCell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
