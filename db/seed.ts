// Loads the demo into the database of DATABASE_URL, else into the embedded one.
import { mkdir, stat } from "node:fs/promises";
import { connect } from "@/db/client";
import { openCluster } from "@/db/embedded/cluster";
import { migrate } from "@/db/migrate";
import { startProgress } from "@/lib/cli/progress";
import { count } from "@/lib/cli/terminal";
import { env } from "@/lib/env";
import { DATA_SETS } from "./seed/data-sets";
import { type LoadedDataSet, samplePath } from "./seed/load-data-set";
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
    const { finish, ...report } = await reporting();
    await seedDemo(connection.db, { dataDir: DATA_DIR, baseUrl, databaseUrl, ...report }).finally(
      async () => {
        finish();
        await connection.close();
      },
    );
  } finally {
    await cluster?.close();
  }
}

/** One bar over all files where somebody watches, and a line for each file once it is loaded. */
async function reporting() {
  const isWatched = process.stderr.isTTY === true;
  const sizes = await Promise.all(DATA_SETS.map(async (dataSet) => (await stat(samplePath(dataSet))).size));
  const sizeBytes = sizes.reduce((total, size) => total + size, 0);
  const read = new Map<string, number>();
  const lines: string[] = [];
  const progress = startProgress("Loading recorded usage", isWatched);
  return {
    onProgress: (file: string, bytesRead: number) => {
      read.set(file, bytesRead);
      progress.update(
        [...read.values()].reduce((total, bytes) => total + bytes, 0),
        sizeBytes,
      );
    },
    onLoaded: (loaded: LoadedDataSet) => {
      if (isWatched) lines.push(lineOf(loaded));
      else console.log(lineOf(loaded));
    },
    finish: () => {
      progress.stop();
      for (const line of lines) console.log(line);
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
