import "server-only";
import { createHash, type Hash } from "node:crypto";
import { type BackupManifest, UnusableBackup } from "@/lib/domain/backup/manifest";
import { FIRST_LINE } from "@/lib/services/backup/backup-file";
import { openFile } from "@/lib/services/imports/open-file";

const NEWLINE = 0x0a;
const LONGEST_LINE = 16 * 1024 * 1024;
const NOT_WHOLE = "is no whole backup: it was cut off or changed";

/** What to do with the rows of a table, which must all be read. */
export type TableReader = (
  table: { name: string; columns: string[] },
  rows: AsyncIterable<Buffer>,
) => Promise<void>;

/**
 * Reads a backup from its beginning to its end, giving the rows of each table to `onTable`, and answers with its
 * manifest; refused unless every length and hash is right.
 */
export async function readBackup(
  path: string,
  onTable: TableReader,
  onProgress?: (bytesRead: number, sizeBytes: number) => void,
): Promise<BackupManifest> {
  const file = await openFile(path, (bytes) => onProgress?.(bytes, file.sizeBytes));
  const bytes = new ByteReader(file.chunks, path);
  try {
    if ((await bytes.line()) !== FIRST_LINE)
      throw new UnusableBackup(`${path} is no backup of this product.`);
    const hashes = new Map<string, string>();
    let line = await bytes.line();
    for (; line.startsWith("table "); line = await bytes.line()) {
      const table: { name: string; columns: string[] } = JSON.parse(line.slice("table ".length));
      const hash = createHash("sha256");
      await onTable(table, framesOf(bytes, hash));
      hashes.set(table.name, hash.digest("hex"));
    }
    if (!line.startsWith("manifest ")) throw bytes.broken();
    const expected = bytes.digest();
    if ((await bytes.line()) !== `sha256 ${expected}` || !(await bytes.isOver())) throw bytes.broken();
    const manifest: BackupManifest = JSON.parse(line.slice("manifest ".length));
    const wrong = manifest.tables.find(({ name, sha256 }) => hashes.get(name) !== sha256);
    if (wrong || hashes.size !== manifest.tables.length) throw bytes.broken();
    return manifest;
  } catch (error) {
    throw error instanceof SyntaxError ? bytes.broken() : error;
  } finally {
    await bytes.close();
  }
}

async function* framesOf(bytes: ByteReader, hash: Hash): AsyncGenerator<Buffer> {
  for (let line = await bytes.line(); line !== "end"; line = await bytes.line()) {
    const length = /^rows (\d{1,12})$/.exec(line)?.[1];
    if (length === undefined) throw bytes.broken();
    for await (const chunk of bytes.take(Number(length))) {
      hash.update(chunk);
      yield chunk;
    }
  }
}

/** Lines and stretches of bytes of a stream, which are hashed as they are taken. */
class ByteReader {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private readonly hash = createHash("sha256");
  private rest = Buffer.alloc(0);

  constructor(
    chunks: AsyncIterable<Uint8Array>,
    private readonly path: string,
  ) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    for (let from = 0; ; ) {
      const at = this.rest.indexOf(NEWLINE, from);
      if (at >= 0) return this.consume(at + 1).toString("utf8", 0, at);
      from = this.rest.length;
      if (from > LONGEST_LINE || !(await this.more())) throw this.broken();
    }
  }

  async *take(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.rest.length === 0 && !(await this.more())) throw this.broken();
      const chunk = this.consume(Math.min(left, this.rest.length));
      left -= chunk.length;
      yield chunk;
    }
  }

  /** The hash of everything that was taken so far. */
  digest(): string {
    return this.hash.copy().digest("hex");
  }

  async isOver(): Promise<boolean> {
    return this.rest.length === 0 && !(await this.more());
  }

  broken(): UnusableBackup {
    return new UnusableBackup(`${this.path} ${NOT_WHOLE}.`);
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private consume(length: number): Buffer {
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    this.hash.update(taken);
    return taken;
  }

  private async more(): Promise<boolean> {
    const next = await this.chunks.next();
    if (next.done) return false;
    this.rest = this.rest.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.rest, next.value]);
    return true;
  }
}
