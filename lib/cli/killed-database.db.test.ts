import { chmod, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { removeCluster } from "@/db/embedded/remove";
import { migrate } from "@/db/migrate";
import { parseEnv } from "@/lib/env";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { startCommand } from "@/lib/testing/command-line";

const FILE = fileURLToPath(new URL("../../db/sample/electronjs-file-writes.csv.gz", import.meta.url));
const INGEST = [
  "ingest",
  FILE,
  "--kind",
  "uploads",
  "--json",
  "--provider",
  "github",
  "--skip",
  "change=deleted",
].concat(
  ["committed_at=time", "mime_type=file_type", "size_bytes=file_size", "path=file_name"].flatMap((map) => [
    "--map",
    map,
  ]),
  ["--set", "upload_status=success"],
);

let folder: string;
let cluster: Cluster;
let connection: Connection;

async function open(): Promise<void> {
  cluster = await openCluster(folder);
  connection = connect(cluster.url, parseEnv({ DATABASE_DRIVER: "pg" }));
}

async function close(): Promise<void> {
  await connection.close();
  await cluster.close();
}

async function storedUploads(): Promise<{ count: number; bytes: string }> {
  const { rows } = await connection.db.execute<{ count: string; bytes: string }>(
    sql`select count(*), coalesce(sum(file_size), 0) as bytes from file_uploads`,
  );
  return { count: Number(rows[0]?.count), bytes: rows[0]?.bytes ?? "" };
}

async function postmaster(): Promise<number> {
  const { rows } = await connection.db.execute<{ folder: string }>(
    sql`select current_setting('data_directory') as folder`,
  );
  const [pid] = (await readFile(join(rows[0]?.folder ?? "", "postmaster.pid"), "utf8")).split("\n");
  return Number(pid);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-test-"));
  await chmod(folder, 0o755);
  await open();
  await migrate(cluster.url);
  await createOrganization(connection.db, { slug: "acme", name: "Acme" });
}, 120_000);
afterAll(async () => {
  await close();
  await removeCluster(folder);
}, 60_000);

it("loads a file exactly after the database was killed in the middle of it", {
  timeout: 300_000,
}, async () => {
  const first = startCommand(INGEST, { DATABASE_URL: cluster.url });
  while ((await storedUploads()).count === 0) await new Promise((wait) => setTimeout(wait, 50));
  process.kill(await postmaster(), "SIGKILL");
  expect((await first.ended).exitCode).toBe(1);
  await close();

  await open();
  const cutOff = await storedUploads();
  expect(cutOff.count).toBeGreaterThan(0);
  expect(cutOff.count).toBeLessThan(29_886);
  expect(await verifyRollups(connection.db)).toMatchObject({ differences: 0 });

  const second = await startCommand(INGEST, { DATABASE_URL: cluster.url }).ended;
  expect(second.exitCode).toBe(0);
  expect(JSON.parse(second.stdout)).toMatchObject({
    read: 36_317,
    accepted: 29_886 - cutOff.count,
    duplicates: cutOff.count,
    conflicts: 0,
    skipped: 6_431,
    rejected: 0,
  });
  expect(await storedUploads()).toEqual({ count: 29_886, bytes: "2707980948" });
  expect(await verifyRollups(connection.db)).toMatchObject({ differences: 0 });
});
