// Opens and migrates the database: the one of DATABASE_URL, else the embedded one, which it keeps up for its parent.
import { Client } from "pg";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { removeCluster } from "@/db/embedded/remove";
import { isMigrated } from "@/db/is-migrated";
import { parseEnv } from "@/lib/env";

const isThrowAway = process.env.THROW_AWAY_DATA === "1";
let isLeaving = false;

async function main(): Promise<void> {
  const settings = parseEnv(process.env);
  if (settings.DATABASE_URL) await migrateGiven(settings.DATABASE_URL);
  else await keepEmbedded(settings.DATA_DIR);
}

async function migrate(url: string): Promise<void> {
  if (await isMigrated(url)) return;
  const { migrate } = await import("@/db/migrate");
  await migrate(url);
}

async function migrateGiven(url: string): Promise<void> {
  await migrate(url).catch((error: unknown) => {
    const { host } = new URL(url);
    throw new Error(`The database at ${host} (DATABASE_URL) could not be migrated: ${reasonOf(error)}`);
  });
  process.send?.({ url });
  process.disconnect?.();
}

async function keepEmbedded(dataDir: string): Promise<void> {
  const parentLeft = new Promise<void>((resolve) => process.once("disconnect", resolve));
  let cluster = await open(dataDir);
  try {
    await migrate(cluster.url);
    if (!process.send) return;
    process.send({ url: cluster.url });
    const lost = keepRunning(dataDir, cluster, (newer) => {
      cluster = newer;
    });
    await Promise.race([parentLeft, lost]);
  } finally {
    isLeaving = true;
    await cluster.close();
    if (isThrowAway) await removeCluster(dataDir);
  }
}

const open = (dataDir: string) =>
  openCluster(dataDir, { durable: !isThrowAway, onProgress: (step) => console.log(`${step} …`) });

/** Starts the server again when it was killed. The app's pool finds it under the same address. */
async function keepRunning(
  dataDir: string,
  first: Cluster,
  replace: (newer: Cluster) => void,
): Promise<void> {
  for (let cluster = first; ; ) {
    await endOfSession(cluster.url);
    if (isLeaving) return;
    const newer = await open(dataDir);
    replace(newer);
    if (newer.url !== cluster.url)
      throw new Error("The database server came back at another address; start again.");
    await cluster.close();
    cluster = newer;
  }
}

async function endOfSession(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "meterline keeper", keepAlive: true });
  const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
  client.on("error", () => undefined);
  await client.connect();
  await ended;
}

/** A refused connection to a name with two addresses is an AggregateError, whose message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  const cause = error instanceof Error && error.cause ? ` (${reasonOf(error.cause)})` : "";
  return error instanceof Error ? `${error.message}${cause}` : String(error);
}

await main().catch((error: unknown) => {
  console.error(reasonOf(error));
  // Not by an exit code alone: a handle that is left open must not make the app wait for a database for ever.
  process.exit(1);
});
