import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";

const MIGRATIONS_LOCK = 7_236_501;

export function migrationsFolder(): string {
  // Bundled code has no folder of its own; the server starts in the project's root.
  return import.meta.url.startsWith("file:") && !import.meta.url.includes("/.next/")
    ? fileURLToPath(new URL("migrations", import.meta.url))
    : `${process.cwd()}/db/migrations`;
}

/** Brings a database to the newest schema. Several processes may call it at once: one works, the others wait. */
export async function migrate(url: string): Promise<void> {
  const guard = new Client({ connectionString: url });
  const worker = new Client({ connectionString: url });
  await guard.connect();
  try {
    await guard.query("begin");
    await guard.query("select pg_advisory_xact_lock($1)", [MIGRATIONS_LOCK]);
    await worker.connect();
    await applyMigrations(drizzle({ client: worker }), { migrationsFolder: migrationsFolder() });
    await guard.query("commit");
  } finally {
    await worker.end();
    await guard.end();
  }
}
