import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { RecorderEvent } from "./event";
import { lockFile } from "./file-lock";
import type { SpillFile } from "./recorder";

/** Fewer settled events than this are not worth writing the file anew. */
const WORTH_REWRITING = 1000;

/** How far a power failure can reach back. */
const FORCED_EVERY_MS = 1000;

export type SpillFileOptions = {
  /**
   * When lines are forced to the disk: every `second`, or `each` before `track` returns, which takes milliseconds.
   * A killed process loses nothing either way.
   */
  sync?: "second" | "each";
};

/**
 * Keeps events in a file until they are acknowledged, one JSON line each, readable by its owner only. Written when
 * they are tracked, so that a killed process loses nothing. One file belongs to one process: a second one is refused.
 */
export function openSpillFile(path: string, { sync = "second" }: SpillFileOptions = {}): SpillFile {
  const unlock = lockFile(path);
  try {
    return open(path, sync, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function open(path: string, sync: "second" | "each", unlock: () => void): SpillFile {
  const kept = readEvents(path);
  // A line that a crash cut off, and settled events, are left behind.
  rewrite(path, kept.events);
  let file = openSync(path, "a", 0o600);
  let lines = kept.events.length;
  let isForced = true;
  const force = () => {
    if (!isForced) fsyncSync(file);
    isForced = true;
  };
  const forcing = setInterval(() => forceQuietly(force), FORCED_EVERY_MS);
  forcing.unref();
  return {
    ...kept,
    append(event) {
      writeSync(file, toLine(event));
      isForced = false;
      lines += 1;
      if (sync === "each") force();
    },
    settle(pending) {
      if (pending.length === 0) {
        ftruncateSync(file, 0);
        lines = 0;
      } else if (lines - pending.length > Math.max(WORTH_REWRITING, pending.length)) {
        rewrite(path, pending);
        closeSync(file);
        file = openSync(path, "a", 0o600);
        lines = pending.length;
      }
    },
    close() {
      clearInterval(forcing);
      try {
        force();
        closeSync(file);
      } finally {
        unlock();
      }
    },
  };
}

/** A disk that fails is told by the next write, which somebody waits for. */
function forceQuietly(force: () => void): void {
  try {
    force();
  } catch {
    // Told by the next write.
  }
}

/** Replaces the file at once, so that a crash leaves the old or the new one. */
function rewrite(path: string, events: readonly RecorderEvent[]): void {
  const next = `${path}.next`;
  writeFileSync(next, events.map(toLine).join(""), { mode: 0o600 });
  const file = openSync(next, "r+");
  fsyncSync(file);
  closeSync(file);
  renameSync(next, path);
  forceFolder(dirname(path));
}

/** The new name too; some systems cannot open folders, and force names by themselves. */
function forceFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    return;
  }
}

function readEvents(path: string): { events: RecorderEvent[]; unreadable: string[] } {
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
  const read = lines.filter((line) => line !== "").map((line) => ({ line, event: parse(line) }));
  return {
    events: read.flatMap(({ event }) => event ?? []),
    unreadable: read.flatMap(({ line, event }) => (event ? [] : line)),
  };
}

function parse(line: string): RecorderEvent | undefined {
  try {
    const event: unknown = JSON.parse(line);
    return isEvent(event) ? event : undefined;
  } catch {
    return undefined;
  }
}

function isEvent(value: unknown): value is RecorderEvent {
  return typeof value === "object" && value !== null && "id" in value && "source" in value && "time" in value;
}

function toLine(event: RecorderEvent): string {
  return `${JSON.stringify(event)}\n`;
}
