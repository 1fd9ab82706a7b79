import "server-only";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { withoutGzipEnding } from "@/lib/domain/files/detect-format";
import { UnreadableFile } from "@/lib/domain/files/source-record";

export type OpenFile = {
  /** The base name without `.gz`. */
  name: string;
  sizeBytes: number;
  /** The unpacked content. */
  chunks: AsyncIterable<Uint8Array>;
};

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const CHUNK_BYTES = 64 * 1024;
const REASONS: Record<string, string> = {
  ENOENT: "There is no such file",
  EISDIR: "This is a folder, not a file",
  EACCES: "The file may not be read",
  ENOTDIR: "There is no such file",
};

/**
 * Opens a file to be read once; one that begins like gzip is unpacked on the way, whatever its name says.
 * `onRead` is told how many of its bytes have been read so far.
 */
export async function openFile(path: string, onRead?: (bytes: number) => void): Promise<OpenFile> {
  try {
    const status = await stat(path);
    if (status.isDirectory()) throw new UnreadableFile(`${REASONS.EISDIR}: ${path}`);
    const packed = await isGzip(path);
    const name = withoutGzipEnding(basename(path));
    return { name, sizeBytes: status.size, chunks: readChunks(path, packed, onRead) };
  } catch (error) {
    throw toUnreadable(error, path);
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GZIP_MAGIC.length), 0, GZIP_MAGIC.length, 0);
    return bytesRead === GZIP_MAGIC.length && buffer.equals(GZIP_MAGIC);
  } finally {
    await file.close();
  }
}

async function* readChunks(
  path: string,
  packed: boolean,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  // The callback is what makes pipeline hand an error on to the unpacked side, where it is thrown below.
  const content = packed ? pipeline(raw, createGunzip({ chunkSize: CHUNK_BYTES }), () => {}) : raw;
  try {
    for await (const chunk of content) {
      onRead(raw.bytesRead);
      yield chunk;
    }
  } catch (error) {
    throw toUnreadable(error, path);
  } finally {
    raw.destroy();
  }
}

function toUnreadable(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  if (code.startsWith("Z_"))
    return new UnreadableFile(`The file is no whole gzip file: ${path} (${error.message})`);
  const reason = REASONS[code];
  return reason ? new UnreadableFile(`${reason}: ${path}`) : error;
}
