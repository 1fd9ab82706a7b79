import "server-only";
import { type Db, getDb } from "@/db/client";
import { pendingMigrations } from "@/db/pending-migrations";
import { AppError } from "@/lib/errors";

/** Passes when the database answers and has the newest schema; whatever else happens, it is not available. */
export async function checkReadiness(open: () => Promise<Db> = getDb): Promise<void> {
  const pending = await open()
    .then(pendingMigrations)
    .catch((cause: unknown) => {
      throw new AppError("database_unavailable", "The database does not answer.", { cause });
    });
  if (pending > 0)
    throw new AppError("database_unavailable", "The database does not have the newest schema yet.");
}
