import "server-only";
import { type Db, getDb } from "@/db/client";
import { isMigrated } from "@/db/readiness";
import { AppError } from "@/lib/errors";

/** Passes when the database answers and has the newest schema; whatever else happens, it is not available. */
export async function checkReadiness(open: () => Promise<Db> = getDb): Promise<void> {
  const ready = await open()
    .then(isMigrated)
    .catch((cause: unknown) => {
      throw new AppError("database_unavailable", "The database does not answer.", { cause });
    });
  if (!ready) throw new AppError("database_unavailable", "The database does not have the newest schema yet.");
}
