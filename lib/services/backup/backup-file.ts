import "server-only";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { constants } from "node:fs";
import { access, chmod, type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { BackedUpTable, BackupManifest } from "@/lib/domain/backup/manifest";
import { ConflictError } from "@/lib/errors";

export const FIRST_LINE = "meterline-backup 1";
const NEWLINE = 0x0a;
/** Half the size of level 1 at little more time. */
const LEVEL = 4;

/**
 * Writes a backup: gzip of a first line, the tables (a line, their rows in frames with their length, a line that ends
 * them), the manifest, and the SHA-256 of everything before. It has its name only when it is whole, on the disk, and
 * readable by its owner alone.
 */
export class BackupFile {
  private readonly gzip = createGzip({ level: LEVEL });
  private readonly hash = createHash("sha256");
  private readonly written: Promise<void>;

  private constructor(
    private readonly path: string,
    private readonly part: string,
    private readonly file: FileHandle,
  ) {
    // Forced to the disk before it is closed.
    const sink = file.createWriteStream({ flush: true });
    this.written = finished(this.gzip.pipe(sink));
    // Its failure is thrown where it is waited for.
    this.written.catch((error: Error) => this.gzip.destroy(error));
    this.gzip.on("error", () => undefined);
  }

  static async create(path: string): Promise<BackupFile> {
    if (await exists(path)) throw new ConflictError(`${path} is there already: choose another name.`);
    const part = `${path}.part`;
    await rm(part, { force: true });
    const file = await open(part, "wx", 0o600);
    await chmod(part, 0o600);
    const backup = new BackupFile(path, part, file);
    await backup.line(FIRST_LINE);
    return backup;
  }

  /** Writes the rows of a table as they come. */
  async table(name: string, columns: string[], rows: AsyncIterable<Buffer>): Promise<BackedUpTable> {
    await this.line(`table ${JSON.stringify({ name, columns })}`);
    const hash = createHash("sha256");
    const counts = { rows: 0, bytes: 0 };
    for await (const chunk of rows) {
      hash.update(chunk);
      counts.bytes += chunk.length;
      // A line end inside of a value is written as \n, so each of these ends a row.
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) counts.rows += 1;
      await this.line(`rows ${chunk.length}`);
      await this.write(chunk);
    }
    const table = { name, columns, ...counts, sha256: hash.digest("hex") };
    await this.line("end");
    return table;
  }

  /** Ends the backup and gives it its name. */
  async finish(manifest: BackupManifest): Promise<void> {
    await this.line(`manifest ${JSON.stringify(manifest)}`);
    const digest = this.hash.digest("hex");
    this.gzip.end(`sha256 ${digest}\n`);
    await this.written;
    await rename(this.part, this.path);
    await syncFolder(dirname(this.path));
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.gzip.destroy();
    await this.file.close().catch(() => undefined);
    await rm(this.part, { force: true });
  }

  private line(text: string): Promise<void> {
    return this.write(Buffer.from(`${text}\n`));
  }

  private async write(bytes: Buffer): Promise<void> {
    this.hash.update(bytes);
    if (!this.gzip.write(bytes)) await Promise.race([once(this.gzip, "drain"), this.written]);
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync();
  await folder.close();
}
