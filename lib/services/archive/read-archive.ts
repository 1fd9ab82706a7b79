import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { archiveManifest } from "@/lib/contracts/archive-manifest";
import { type ArchiveManifest, manifestOf } from "@/lib/domain/archive/archive-manifest";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { readLines } from "@/lib/domain/files/lines";
import { ConflictError } from "@/lib/errors";
import { LineTally } from "@/lib/services/archive/line-tally";
import { openFile } from "@/lib/services/imports/open-file";

/** A manifest with where it lies and the SHA-256 of its bytes. */
export type FoundArchive = { path: string; hash: Buffer; manifest: ArchiveManifest };

const LONGEST_LINE = 64 * 1024 * 1024;

/** Reads the manifest of an archive, given it or one of its data files. */
export async function readManifest(path: string): Promise<FoundArchive> {
  const found = manifestOf(path);
  if (!found) throw new ConflictError(`${path} is no file of an archive: give its .manifest.json.`);
  const bytes = await readManifestBytes(found);
  const parsed = archiveManifest.safeParse(jsonOf(bytes));
  if (!parsed.success) throw new ConflictError(`${found} is no manifest of an archive.`);
  return { path: found, hash: createHash("sha256").update(bytes).digest(), manifest: parsed.data };
}

async function readManifestBytes(path: string): Promise<Buffer> {
  const { chunks } = await openFile(path);
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Reads every data file of an archive to its end; refused unless each is, byte for byte, what was written, and holds
 * exactly what the manifest says.
 */
export async function checkArchive({ path, manifest }: FoundArchive): Promise<void> {
  for (const file of manifest.files) {
    const dataPath = join(dirname(path), file.file);
    if ((await sha256Of(dataPath)) !== file.sha256) throw changed(dataPath);
    const tally = new LineTally(file.table);
    for await (const line of archiveLines(dataPath)) tally.add(line);
    const { rows, digest, facts } = tally.sums();
    if (rows !== file.rows || digest !== file.digest || canonicalJson(facts) !== canonicalJson(file.facts))
      throw changed(dataPath);
  }
}

/** The SHA-256 of a file as it lies on the disk, in hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** The lines of a data file; memory stays flat. */
export async function* archiveLines(path: string): AsyncGenerator<string> {
  const { chunks } = await openFile(path);
  for await (const line of readLines(chunks, LONGEST_LINE)) {
    if ("error" in line) throw changed(path);
    yield line.text;
  }
}

function changed(path: string): ConflictError {
  return new ConflictError(
    `${path} is not what its manifest says: it has been changed since it was written.`,
  );
}
