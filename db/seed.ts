// Loads the demo into the database of DATABASE_URL, else into the embedded one.
import { mkdir } from "node:fs/promises";
import { connect } from "@/db/client";
import { openCluster } from "@/db/embedded/cluster";
import { migrate } from "@/db/migrate";
import { startProgress } from "@/lib/cli/progress";
import { count } from "@/lib/cli/terminal";
import { env } from "@/lib/env";
import type { LoadedDataSet } from "./seed/load-data-set";
import { seedDemo } from "./seed/seed-demo";

async function main(): Promise<void> {
  const settings = env();
  const { DATABASE_URL, DATA_DIR, HOST, PORT, NEXTAUTH_URL } = settings;
  await mkdir(DATA_DIR, { recursive: true });
  const cluster = DATABASE_URL ? undefined : await openCluster(DATA_DIR);
  const databaseUrl = DATABASE_URL ?? cluster?.url ?? "";
  try {
    await migrate(databaseUrl);
    const connection = connect(databaseUrl, settings);
    const baseUrl = NEXTAUTH_URL ?? `http://${HOST}:${PORT}`;
    await seedDemo(connection.db, { dataDir: DATA_DIR, baseUrl, databaseUrl, ...reporting() }).finally(
      connection.close,
    );
  } finally {
    await cluster?.close();
  }
}

/** A bar while a file is loaded, where somebody watches, and a line once it is. */
function reporting() {
  let progress: ReturnType<typeof startProgress> | undefined;
  return {
    onProgress: (file: string, { bytesRead, sizeBytes }: { bytesRead: number; sizeBytes: number }) => {
      progress ??= startProgress(file, process.stderr.isTTY === true);
      progress.update(bytesRead, sizeBytes);
    },
    onLoaded: (loaded: LoadedDataSet) => {
      progress?.stop();
      progress = undefined;
      console.log(lineOf(loaded));
    },
  };
}

function lineOf({ file, read, accepted, skipped, rejected, shift_weeks, events }: LoadedDataSet): string {
  const rows = `${count(read)} rows: ${count(accepted)} accepted, ${count(skipped)} skipped, ${count(rejected)} rejected`;
  return `${file}: ${rows}; ${count(events)} events, dates moved by ${shift_weeks} weeks`;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
