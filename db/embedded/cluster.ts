import { execFile } from "node:child_process";
import { readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type Binary, binaryEnv, openBinaries } from "./binaries";
import { EmbeddedPostgresError } from "./error";
import { emptyFolder, type Home, newPassword, openHome, readClusterFile, writeClusterFile } from "./home";
import { countLeases, dropLease, takeLease } from "./leases";
import { withLock } from "./lock";
import { give } from "./owner";
import { refuseServerless } from "./platform";
import { findRunning, startServer, stopServer, urlOf } from "./server";
import { initdbArguments } from "./settings";

export type Cluster = {
  /** The address of the database `meterline`, its password included. */
  url: string;
  /** False when a server was found running and adopted. */
  started: boolean;
  /** Gives the cluster back; the last living user stops the server. */
  close(): Promise<void>;
};

export type ClusterOptions = {
  /** False gives up safety against a crash for speed: for throw-away test clusters only. */
  durable?: boolean;
  onProgress?: (step: string) => void;
};

type Running = { port: number; password: string; started: boolean };

const run = promisify(execFile);

/**
 * Opens the embedded Postgres under `<dataDir>/postgres`, making it on first use. Any number of processes may
 * open it at once: the first starts the server, the others join, and the last one to close stops it.
 */
export async function openCluster(dataDir: string, options: ClusterOptions = {}): Promise<Cluster> {
  refuseServerless();
  const home = await openHome(dataDir);
  const { running, lease } = await withLock(home.lock, async () => ({
    running: await joinOrStart(home, options),
    lease: await takeLease(home.leases),
  }));
  let closing: Promise<void> | undefined;
  return {
    url: urlOf(running.port, running.password),
    started: running.started,
    close: () => (closing ??= leave(home, lease)),
  };
}

async function leave(home: Home, lease: string): Promise<void> {
  await withLock(home.lock, async () => {
    await dropLease(lease);
    if ((await countLeases(home.leases)) === 0) await stopServer(home, await openBinaries(home.owner));
  });
}

async function joinOrStart(home: Home, options: ClusterOptions): Promise<Running> {
  const file = await readClusterFile(home.entry);
  const exists = (await stat(join(home.data, "PG_VERSION")).catch(() => undefined)) !== undefined;
  if (exists && !file) {
    throw new EmbeddedPostgresError(
      `${home.entry}/cluster.json, which holds the database's password, is missing. Put it back, or move ${home.data} away to begin anew.`,
    );
  }
  const password = file?.password ?? newPassword();
  const found = exists ? await findRunning(home, password) : undefined;
  if (found !== undefined) return { port: found, password, started: false };
  const durable = options.durable ?? true;
  const binaries = await openBinaries(home.owner);
  if (!exists) {
    options.onProgress?.("Creating the database cluster");
    await writeClusterFile(home, 0, password);
    await createData(home, binaries, password, durable);
  }
  options.onProgress?.("Starting the database");
  const port = await startServer(home, { binaries, port: file?.port ?? 0, password, durable });
  if (port !== file?.port) await writeClusterFile(home, port, password);
  await createDatabase(port, password);
  return { port, password, started: true };
}

/** Made beside and renamed, so that a half-made cluster is never taken for a whole one. */
async function createData(
  home: Home,
  binaries: (name: Binary) => string,
  password: string,
  sync: boolean,
): Promise<void> {
  // The initdb of a killed process may still be writing: it must not meet ours.
  const half = `${home.data}.${process.pid}`;
  const passwordFile = join(home.folder, "password.new");
  await removeHalves(home);
  await emptyFolder(home.owner, half);
  await writeFile(passwordFile, password, { mode: 0o600 });
  await give(home.owner, passwordFile);
  try {
    const env = binaryEnv();
    await run(binaries("initdb"), initdbArguments(half, passwordFile, sync), {
      ...home.owner,
      env,
      cwd: "/",
    });
  } catch (error) {
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new EmbeddedPostgresError(`The database cluster could not be made in ${home.folder}: ${reason}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(half, home.data);
}

async function removeHalves(home: Home): Promise<void> {
  const halves = (await readdir(home.folder)).filter((name) => name.startsWith("data."));
  for (const name of halves) {
    await rm(join(home.folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function createDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'meterline'");
    if (rowCount === 0) await client.query("create database meterline owner meterline");
  } finally {
    await client.end();
  }
}
