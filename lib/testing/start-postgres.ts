import { chmod, mkdtemp, readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { openCluster } from "@/db/embedded/cluster";
import { removeCluster } from "@/db/embedded/remove";
import { migrate } from "@/db/migrate";

const template = "meterline_template";
const prefix = "meterline-test-";

/** One Postgres for the whole run: the one at TEST_DATABASE_URL, or a cluster that lives as long as the run. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: () => dropTemplate(given) } : await startThrowAway();
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("databaseUrl", server.url);
  return server.stop;
}

async function startThrowAway(): Promise<{ url: string; stop: () => Promise<void> }> {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // Where tests run as root the server is another user, and has to get in.
  await chmod(folder, 0o755);
  const cluster = await openCluster(folder, { durable: false });
  const stop = async () => {
    await cluster.close();
    await removeCluster(folder);
  };
  return { url: cluster.url, stop };
}

/** A killed run leaves its server behind. Young folders may belong to a run that is about to start its own. */
async function removeLeftovers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > 60_000) await removeCluster(folder).catch(() => undefined);
  }
}

async function makeTemplate(url: string): Promise<void> {
  await dropTemplate(url);
  await execute(url, `create database ${template}`);
  const address = new URL(url);
  address.pathname = `/${template}`;
  await migrate(address.href);
}

const dropTemplate = (url: string) => execute(url, `drop database if exists ${template} with (force)`);

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
