// Opens and migrates the database: the one of DATABASE_URL, else the embedded one, which it keeps up for its parent.
import { Client } from "pg";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { removeCluster } from "@/db/embedded/remove";
import { migrate } from "@/db/migrate";
import { parseEnv } from "@/lib/env";

const settings = parseEnv(process.env);
const isThrowAway = process.env.THROW_AWAY_DATA === "1";
let isLeaving = false;

async function main(): Promise<void> {
  if (settings.DATABASE_URL) {
    await migrate(settings.DATABASE_URL);
    process.send?.({ url: settings.DATABASE_URL });
    return process.disconnect?.();
  }
  const parentLeft = new Promise<void>((resolve) => process.once("disconnect", resolve));
  let cluster = await open();
  try {
    await migrate(cluster.url);
    if (!process.send) return;
    process.send({ url: cluster.url });
    void keepRunning(cluster, (newer) => {
      cluster = newer;
    });
    await parentLeft;
  } finally {
    isLeaving = true;
    await cluster.close();
    if (isThrowAway) await removeCluster(settings.DATA_DIR);
  }
}

const open = () =>
  openCluster(settings.DATA_DIR, { durable: !isThrowAway, onProgress: (step) => console.log(`${step} …`) });

/** Starts the server again when it was killed. The app's pool finds it under the same address. */
async function keepRunning(cluster: Cluster, replace: (newer: Cluster) => void): Promise<void> {
  await endOfSession(cluster.url);
  if (isLeaving) return;
  const newer = await open();
  await cluster.close();
  replace(newer);
  return keepRunning(newer, replace);
}

async function endOfSession(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: "meterline keeper", keepAlive: true });
  const ended = new Promise<void>((resolve) => client.once("end", () => resolve()));
  client.on("error", () => undefined);
  await client.connect();
  await ended;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  process.disconnect?.();
});
