import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { Db } from "@/db/client";
import { unlessLost } from "@/db/unless-lost";

type CopyStream = ReturnType<typeof copyFrom>;
type CopyClient = Parameters<typeof unlessLost>[0] & {
  query(stream: CopyStream): CopyStream;
  release(error?: Error | boolean): void;
};
/** What both drivers' pools have in common. */
export type CopyPool = { connect(): Promise<CopyClient> };

const pools = new WeakMap<Db, CopyPool>();

export function registerPool(db: Db, pool: CopyPool): void {
  pools.set(db, pool);
}

/** False within a transaction, which has no connection of its own to copy over. */
export function canCopy(db: Db): boolean {
  return pools.has(db);
}

/** Runs `copy … from stdin` with lines of text, over a connection of its own and committed at its end. */
export async function copyInto(db: Db, statement: string, lines: Iterable<string>): Promise<void> {
  const pool = pools.get(db);
  if (!pool) throw new Error("A transaction cannot copy rows.");
  const client = await pool.connect();
  try {
    await unlessLost(client, pipeline(Readable.from(lines), client.query(copyFrom(statement))));
    client.release();
  } catch (error) {
    // What the connection still waits for after a broken copy is unknown: it does not go back to the pool.
    client.release(true);
    throw error;
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value in the text format of `copy`, whose lines are values with tabs between them. */
export function copyText(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "number") return String(value);
  return SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (special) => ESCAPES[special] ?? special) : value;
}
