import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { imports } from "@/db/schema";
import { writeAsTenant } from "@/db/scope";
import type { ImportTally } from "@/lib/domain/files/import-tally";

type Entry = { file: string; source: string; kind: string; shiftWeeks: number };
type Counts = Pick<
  ImportTally,
  "read" | "accepted" | "duplicates" | "conflicts" | "skipped" | "rejected" | "stored"
>;

const NOTHING: Counts = {
  read: 0,
  accepted: 0,
  duplicates: 0,
  conflicts: 0,
  skipped: 0,
  rejected: 0,
  stored: 0,
};

/** Remembers that a file is being loaded, and by how many weeks its dates are moved. Loading it again keeps what was. */
export async function beginImport(context: Context, entry: Entry): Promise<void> {
  await writeAsTenant(context.db, context.tenantId, (tx) =>
    tx
      .insert(imports)
      .values(toRow(context, entry, NOTHING))
      .onConflictDoNothing(),
  );
}

/**
 * Remembers what a file holds. A further load of the same file with fewer of its events stored, such as one with
 * other dates that only met conflicts, does not replace what is remembered.
 */
export async function finishImport(context: Context, entry: Entry, tally: Counts): Promise<void> {
  const row = toRow(context, entry, tally);
  await writeAsTenant(context.db, context.tenantId, (tx) =>
    tx
      .insert(imports)
      .values(row)
      .onConflictDoUpdate({
        target: [imports.organizationId, imports.id],
        set: { ...row, finishedAt: sql`now()` },
        setWhere: sql`${imports.storedEvents} <= excluded.stored_events`,
      }),
  );
}

/** Rows whose events were there already count as accepted: the entry describes the file, not the last run. */
function toRow(context: Context, entry: Entry, tally: Counts) {
  return {
    organizationId: context.tenantId,
    id: importId(entry),
    ...entry,
    readRows: tally.read,
    acceptedRows: tally.accepted + tally.duplicates,
    skippedRows: tally.skipped,
    rejectedRows: tally.rejected + tally.conflicts,
    storedEvents: tally.stored,
  };
}

/** One entry per file and source: the same hash for every load of it, in the shape of a UUID (version 8). */
function importId({ file, source }: Entry): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([source, file]))
    .digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
