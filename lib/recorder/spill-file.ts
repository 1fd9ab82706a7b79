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
import type { RecorderEvent } from "./event";
import type { SpillFile } from "./recorder";

/** Fewer settled events than this are not worth writing the file anew. */
const WORTH_REWRITING = 1000;

/**
 * Keeps events in a file until they are acknowledged, one JSON line each, readable by its owner only. Written when
 * they are tracked, so that a killed process loses nothing. One file belongs to one process.
 */
export function openSpillFile(path: string): SpillFile {
  const kept = readEvents(path);
  // A line that a crash cut off, and settled events, are left behind.
  rewrite(path, kept.events);
  let file = openSync(path, "a", 0o600);
  let lines = kept.events.length;
  return {
    ...kept,
    append(event) {
      writeSync(file, toLine(event));
      lines += 1;
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
      closeSync(file);
    },
  };
}

/** Replaces the file at once, so that a crash leaves the old or the new one. */
function rewrite(path: string, events: readonly RecorderEvent[]): void {
  const next = `${path}.next`;
  writeFileSync(next, events.map(toLine).join(""), { mode: 0o600 });
  const file = openSync(next, "r+");
  fsyncSync(file);
  closeSync(file);
  renameSync(next, path);
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
