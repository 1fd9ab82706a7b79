import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Context } from "@/db/context";
import { imports } from "@/db/schema";
import { readAsTenant } from "@/db/scope";
import type { Imports, ImportsQuery } from "@/lib/contracts/imports";

/** The files that were loaded into the organization, by name. */
export async function listImports({ db, tenantId }: Context, _query: ImportsQuery): Promise<Imports> {
  const rows = await readAsTenant(db, tenantId, (tx) =>
    tx.select().from(imports).where(eq(imports.organizationId, tenantId)).orderBy(asc(imports.file)),
  );
  return {
    imports: rows.map((row) => ({
      file: row.file,
      kind: row.kind,
      shift_weeks: row.shiftWeeks,
      read: row.readRows,
      accepted: row.acceptedRows,
      skipped: row.skippedRows,
      rejected: row.rejectedRows,
      events: row.storedEvents,
      finished_at: row.finishedAt.toISOString(),
    })),
  };
}
