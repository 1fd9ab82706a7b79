import "server-only";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { PassThrough, Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Makes a folder that only its owner can open; one that is there stays as it is. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a file that only its owner can read, packed on the way. It gets its name when it is whole and on the disk; a
 * failure leaves nothing behind.
 */
export async function writePrivateFile(
  path: string,
  chunks: Chunks,
  packing: Transform = new PassThrough(),
): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.part`);
  try {
    const file = await open(part, "wx", 0o600);
    // `flush` forces it to the disk before it is closed.
    await pipeline(Readable.from(chunks), packing, file.createWriteStream({ flush: true }));
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** A new name is on the disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
