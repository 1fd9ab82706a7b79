import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Db } from "@/db/client";
import { openCluster } from "@/db/embedded/cluster";
import { removeCluster } from "@/db/embedded/remove";
import { migrate } from "@/db/migrate";
import { parseEnv } from "@/lib/env";

export type BenchDatabase = { db: Db; url: string; folder: string; close: () => Promise<void> };

/**
 * A durable embedded Postgres of the bench's own, with the product's settings. Without a folder it is thrown away
 * at the end; in a given folder it stays for the next run.
 */
export async function openBenchDatabase(given?: string): Promise<BenchDatabase> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), "meterline-bench-")));
  await mkdir(folder, { recursive: true });
  // Where the bench runs as root the server is another user, and has to get in.
  await chmod(folder, 0o755);
  const cluster = await openCluster(folder);
  await migrate(cluster.url);
  const connection = connect(cluster.url, parseEnv({ DATABASE_DRIVER: "pg" }));
  const close = async () => {
    await connection.close();
    await cluster.close();
    if (given === undefined) await removeCluster(folder);
  };
  return { db: connection.db, url: cluster.url, folder, close };
}
