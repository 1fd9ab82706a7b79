import "server-only";
import { appendFile, rename, stat } from "node:fs/promises";
import { env } from "@/lib/env";

const KEPT = 5;

export type AlertLog = { file: string | undefined; maxBytes: number };

let last: Promise<void> = Promise.resolve();

/**
 * Writes one line to stderr, and to the file of ALERT_LOG_FILE: one after the other, so that none is in the way when
 * a full file becomes FILE.1, and the older ones .2 to .5.
 */
export function writeAlertLine(line: string, log: AlertLog = settings()): Promise<void> {
  const written = last.then(() => write(line, log));
  last = written.catch(() => undefined);
  return written;
}

async function write(line: string, { file, maxBytes }: AlertLog): Promise<void> {
  console.error(line);
  if (file === undefined) return;
  const text = `${new Date().toISOString()} ${line}\n`;
  const size = await sizeOf(file);
  if (size > 0 && size + Buffer.byteLength(text) > maxBytes) await rotate(file);
  await appendFile(file, text);
}

function settings(): AlertLog {
  const { ALERT_LOG_FILE: file, ALERT_LOG_MAX_BYTES: maxBytes } = env();
  return { file, maxBytes };
}

const ignoreMissing = (error: unknown) => {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
};

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(ignoreMissing);
  return found?.size ?? 0;
}

async function rotate(file: string): Promise<void> {
  const names = [file, ...Array.from({ length: KEPT }, (_, at) => `${file}.${at + 1}`)];
  for (let at = KEPT - 1; at >= 0; at -= 1)
    await rename(names[at] ?? file, names[at + 1] ?? file).catch(ignoreMissing);
}
