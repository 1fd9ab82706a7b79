import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { rememberAnswer } from "@/lib/auth/remember-answer";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { restoreBackup } from "@/lib/services/backup/restore-backup";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { signedIn } from "@/lib/testing/asking";
import { startCommand } from "@/lib/testing/command-line";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";

const source = useDatabase();
const target = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-backup-"));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (url: string, ...args: string[]) =>
  startCommand(args, { DATABASE_URL: url, DATABASE_DRIVER: "pg" }).ended;

/** How many rows each table has, and a hash of them in the order of their text. */
async function contents(db: Db): Promise<Record<string, string>> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`);
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await db.execute<{ hash: string }>(sql`
      select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as hash
      from ${sql.identifier(name)} t`);
    found[name] = rows[0]?.hash ?? "";
  }
  return found;
}

async function fill(db: Db) {
  const acme = await makeOrganization(db, { timezone: "Asia/Kathmandu", name: "Tab\t, \\ and „quotes“\n" });
  await createMeter(acme, {
    ...{ key: "tokens", displayName: "Tokens", unit: "token", eventType: "llm", valueProperty: "$.n" },
    groupBy: { model: "$.model" },
  });
  await recordFixture(acme, [
    upload("2026-01-05T10:00:00Z", { file_name: "a\\b\tc\n\u{1F600}.csv", file_size: "9007199254740993" }),
    request("2026-02-05T10:00:00.123456Z", { response_time_ms: "0.1", error_message: "\\N", bytes: 3 }),
    usage("2026-03-05T10:00:00Z", "compute", "-0.000000000000000001", { note: null, list: [1, "ä"] }, "ann"),
    { id: "1", source: "s", type: "llm", time: "2025-12-31T23:59:59Z", data: { n: "12", model: "small" } },
  ]);
  await recordEvents(acme, [{ id: "2", source: "s", type: "unknown" }], { keepRejected: true });
  await createApiKey(acme, { name: "Key", scopes: ["ingest"], expiresAt: new Date("2030-01-01") });
  await signedIn(db, { organization: acme, role: "owner" });
  const asked = { caller: `${acme.tenantId} system`, key: "k", request: "r" };
  await rememberAnswer(db, asked, async () => ({ made: [1, { deep: null }] }));
  await compactDays(db);
  return acme;
}

it("brings every table back as it was, into an empty database only unless told", {
  timeout: 300_000,
}, async () => {
  await fill(source.db);
  const old = join(folder, "old.csv");
  await writeFile(old, "date,usage_type,quantity\n2025-06-01,compute,3.5\n");
  expect(await run(source.url, "ingest", old, "--kind", "aggregates")).toMatchObject({ exitCode: 0 });
  const file = join(folder, "first.backup");
  const written = await run(source.url, "backup", file, "--json");
  expect(written).toMatchObject({ exitCode: 0, stderr: "" });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(["first.backup", "old.csv"]);

  const before = await contents(source.db);
  const restored = await run(target.url, "restore", file, "--json");
  expect(restored).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(restored.stdout)).toMatchObject({
    differences: 0,
    rows: JSON.parse(written.stdout).rows,
  });
  expect(await contents(target.db)).toEqual(before);
  const guards = sql`select relname, relrowsecurity, relforcerowsecurity from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by 1`;
  expect((await target.db.execute(guards)).rows).toEqual((await source.db.execute(guards)).rows);

  const again = await run(target.url, "restore", file);
  expect(again).toMatchObject({ exitCode: 1, stdout: "" });
  expect(again.stderr).toContain("--replace deletes all of it first");
  await makeOrganization(target.db);
  expect(await run(target.url, "restore", file, "--replace")).toMatchObject({ exitCode: 0 });
  expect(await contents(target.db)).toEqual(before);

  const twice = await run(source.url, "backup", file);
  expect(twice).toMatchObject({ exitCode: 1, stderr: `${file} is there already: choose another name.\n` });
});

it("is one snapshot, also while events are being recorded", { timeout: 300_000 }, async () => {
  const acme = await makeOrganization(source.db);
  let recorded = 0;
  let isOver = false;
  const writer = (async () => {
    for (; !isOver; recorded += 50) {
      const day = String(1 + (recorded % 28)).padStart(2, "0");
      await recordFixture(
        acme,
        Array.from({ length: 50 }, () => usage(`2026-10-${day}T10:00:00Z`, "compute", 1)),
      );
      if (recorded % 500 === 0) await compactDays(source.db);
    }
  })();
  const file = join(folder, "running.backup");
  const written = await run(source.url, "backup", file, "--json");
  isOver = true;
  await writer;
  expect(written).toMatchObject({ exitCode: 0, stderr: "" });
  const restored = await run(target.url, "restore", file, "--replace", "--json");
  expect(JSON.parse(restored.stdout)).toMatchObject({ differences: 0 });
  const { rows } = await target.db.execute<{ events: string; rolled: string }>(sql`
    select (select count(*) from usage_events where organization_id = ${acme.tenantId}) as events,
      (select sum(event_count) from rollup_quarter_hours where organization_id = ${acme.tenantId}) as rolled`);
  expect(rows[0]?.events).toBe(rows[0]?.rolled);
  expect(Number(rows[0]?.events)).toBeLessThanOrEqual(recorded);
});

it("refuses what is not whole, not a backup, or of another version, and touches nothing", {
  timeout: 300_000,
}, async () => {
  const whole = await readFile(join(folder, "first.backup"));
  const text = gunzipSync(whole);
  const changed = Buffer.from(text);
  const at = changed.indexOf("compute");
  changed[at] = "k".charCodeAt(0);
  const otherVersion = (by: number) =>
    // The hash at the end is of the whole, so a changed manifest needs its own.
    remade(
      text.toString("latin1").replace(/"migration":(\d+)/, (_, when) => `"migration":${Number(when) + by}`),
    );
  const cases: [string, Buffer, RegExp][] = [
    ["cut.backup", whole.subarray(0, whole.length - 100), /no whole gzip file/],
    [
      "short.backup",
      gzipSync(text.subarray(0, text.length - 40)),
      /no whole backup: it was cut off or changed/,
    ],
    ["changed.backup", gzipSync(changed), /no whole backup/],
    ["longer.backup", gzipSync(Buffer.concat([text, Buffer.from("more\n")])), /no whole backup/],
    ["text.backup", Buffer.from("a,b\n1,2\n"), /is no backup of this product/],
    [
      "older.backup",
      otherVersion(-1),
      /was made by an older version: restore it with the version that made it/,
    ],
    ["newer.backup", otherVersion(1), /was made by a newer version/],
  ];
  const before = await contents(target.db);
  for (const [name, bytes, sentence] of cases) {
    await writeFile(join(folder, name), bytes);
    await expect(restoreBackup({ path: join(folder, name), replace: true }), name).rejects.toThrow(sentence);
  }
  const cut = await run(target.url, "restore", join(folder, "cut.backup"), "--replace");
  expect(cut).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/no whole gzip file/) });
  expect(await contents(target.db)).toEqual(before);
  expect(await verifyRollups(target.db)).toMatchObject({ differences: 0 });
});

/** The same backup with another text, its hash made anew. */
function remade(latin1: string): Buffer {
  const body = Buffer.from(latin1.slice(0, latin1.lastIndexOf("sha256 ")), "latin1");
  const digest = createHash("sha256").update(body).digest("hex");
  return gzipSync(Buffer.concat([body, Buffer.from(`sha256 ${digest}\n`)]));
}
