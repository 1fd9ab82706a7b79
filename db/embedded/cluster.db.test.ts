import { execFile } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Cluster, openCluster } from "./cluster";
import { isAlive } from "./processes";
import { removeCluster } from "./remove";

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-cluster-"));
  await chmod(folder, 0o755);
});
afterAll(() => removeCluster(folder));

const serverPid = async () =>
  Number((await readFile(join(folder, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);

async function ask(cluster: Cluster, ...statements: string[]): Promise<unknown[]> {
  const client = new Client({ connectionString: cluster.url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

/** Opens a cluster in another process, which is killed while it makes the files. */
async function killWhileMaking(dataDir: string): Promise<void> {
  const script = `
    import { openCluster } from ${JSON.stringify(join(import.meta.dirname, "cluster.ts"))};
    const onProgress = () => setTimeout(() => process.kill(process.pid, "SIGKILL"), 300);
    await openCluster(${JSON.stringify(dataDir)}, { onProgress });`;
  await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]).catch(
    () => undefined,
  );
}

/** Opens the cluster in another process that never closes it, and gives what it saw. */
async function openElsewhere(end: "exit" | "close"): Promise<{ url: string; started: boolean }> {
  const script = `
    import { openCluster } from ${JSON.stringify(join(import.meta.dirname, "cluster.ts"))};
    const cluster = await openCluster(${JSON.stringify(folder)});
    console.log(JSON.stringify(cluster));
    ${end === "close" ? "await cluster.close();" : "process.kill(process.pid, 'SIGKILL');"}`;
  const call = run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  const { stdout } = await call.catch((error: { stdout: string }) => error);
  return JSON.parse(stdout);
}

it("makes a UTF-8 cluster that only its password opens", async () => {
  const cluster = await openCluster(folder);
  expect(cluster.started).toBe(true);
  expect(await ask(cluster, "select lower('ÄÖ') || current_setting('server_encoding')")).toEqual(["äöUTF8"]);
  expect(await ask(cluster, "show timezone")).toEqual(["UTC"]);
  expect(
    await ask(cluster, "select datdba::regrole::text from pg_database where datname = 'meterline'"),
  ).toEqual(["meterline"]);
  const wrong = { ...cluster, url: cluster.url.replace(/:[0-9a-f]{48}@/, ":guess@") };
  await expect(ask(wrong, "select 1")).rejects.toThrow("password authentication failed");
  expect((await stat(join(folder, "postgres/cluster.json"))).mode & 0o777).toBe(0o600);
  await cluster.close();
  await expect(ask(cluster, "select 1")).rejects.toThrow("ECONNREFUSED");
});

it("keeps port, password and rows, and opens in a second when it was made before", async () => {
  const first = await openCluster(folder);
  await ask(first, "create table kept (n int)", "insert into kept values (7)");
  await first.close();
  const began = Date.now();
  const second = await openCluster(folder);
  expect(Date.now() - began).toBeLessThan(5_000);
  expect(second.url).toBe(first.url);
  expect(await ask(second, "select n from kept")).toEqual([7]);
  await second.close();
});

it("starts one server for any number of openers, and the last one out stops it", async () => {
  const [a, b, c] = await Promise.all([openCluster(folder), openElsewhere("close"), openCluster(folder)]);
  expect([a, b, c].filter((cluster) => cluster.started)).toHaveLength(1);
  expect(new Set([a.url, b.url, c.url]).size).toBe(1);
  await a.close();
  await a.close();
  expect(await ask(c, "select 1")).toEqual([1]);
  await c.close();
  await expect(ask(c, "select 1")).rejects.toThrow("ECONNREFUSED");
});

it("adopts the server of a killed process, and stops it in the end", async () => {
  const killed = await openElsewhere("exit");
  expect(killed.started).toBe(true);
  const pid = await serverPid();
  const cluster = await openCluster(folder);
  expect(cluster.started).toBe(false);
  expect(await serverPid()).toBe(pid);
  await cluster.close();
  expect(isAlive(pid)).toBe(false);
});

it("recovers from kill -9 of the server with every committed row", async () => {
  const before = await openCluster(folder);
  await ask(before, "create table survived (n int)", "insert into survived select generate_series(1, 1000)");
  process.kill(await serverPid(), "SIGKILL");
  const after = await openCluster(folder);
  expect(after.started).toBe(true);
  expect(await ask(after, "select count(*)::int from survived")).toEqual([1000]);
  await before.close();
  expect(await ask(after, "select 1")).toEqual([1]);
  await after.close();
});

it("begins anew when the first opener was killed while it made the cluster", async () => {
  const other = await mkdtemp(join(tmpdir(), "meterline-cluster-"));
  await chmod(other, 0o755);
  await killWhileMaking(other);
  expect(await readdir(join(other, "postgres"))).toContain("lock");
  const cluster = await openCluster(other, { durable: false });
  expect(await ask(cluster, "select current_database()")).toEqual(["meterline"]);
  await cluster.close();
  await removeCluster(other);
});
