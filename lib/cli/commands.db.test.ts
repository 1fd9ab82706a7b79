import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createOrganization } from "@/lib/services/organizations/create-organization";
import { startCommand } from "@/lib/testing/command-line";
import { useDatabase } from "@/lib/testing/database";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-usage-"));
  await createOrganization(database.db, { slug: "acme", name: "Acme" });
});
afterAll(() => rm(folder, { recursive: true }));

const usage = (args: readonly string[], settings: Record<string, string> = {}) =>
  startCommand(args, { DATABASE_URL: database.url, DATABASE_DRIVER: "pg", ...settings }).ended;

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

it("loads a log of one organization, lists refused lines, and accepts nothing the second time", {
  timeout: 120_000,
}, async () => {
  const good = '1.2.3.4 - - [17/May/2026:10:05:03 +0000] "GET /a?b HTTP/1.1" 200 512';
  const log = await file("access.log", `${good}\n${good.replace("/a?b", "/c")}\n${good.slice(0, -9)}\n`);
  const first = await usage(["ingest", log, "--org", "acme", "--provider", "self-hosted", "--json"]);
  expect(first.stderr).toBe("");
  expect(first.exitCode).toBe(0);
  const rejects = join(folder, "access.log.rejects.csv");
  expect(JSON.parse(first.stdout)).toMatchObject({
    file: "access.log",
    kind: "requests",
    format: "combined-log",
    read: 3,
    accepted: 2,
    duplicates: 0,
    conflicts: 0,
    skipped: 0,
    rejected: 1,
    events: 2,
    rejects_file: rejects,
  });
  expect(await readFile(rejects, "utf8")).toMatch(/^line,outcome,code,reason\r\n3,rejected,/);

  const second = await usage(["ingest", log, "--provider", "self-hosted"]);
  expect(second.exitCode).toBe(0);
  expect(second.stdout).toMatch(/^accepted +0$/m);
  expect(second.stdout).toMatch(/^duplicates +2$/m);
  expect(second.stdout).toContain(`Refused rows and reasons: ${rejects}`);
  expect(second.stderr).toBe("");
});

it("proves the rollups, tells what differs, and makes them anew", { timeout: 180_000 }, async () => {
  const events = await file(
    "usage.csv",
    "time,usage_type,quantity\n2026-05-01,compute,2.5\n2026-05-02,compute,1\n",
  );
  expect(await usage(["ingest", events, "--kind", "events"])).toMatchObject({ exitCode: 0 });
  expect(await usage(["verify"])).toMatchObject({ exitCode: 0, stdout: "0 differences\n" });

  await database.db.execute(
    sql`update rollup_quarter_hours set quantity = quantity + 1 where fact = 'compute'`,
  );
  const broken = await usage(["verify", "--org", "acme", "--json"]);
  expect(broken.exitCode).toBe(1);
  const { differences, listed } = JSON.parse(broken.stdout);
  expect(differences).toBeGreaterThan(0);
  expect(listed).toHaveLength(differences);

  // Two quarter hours were changed; what was made of them was not.
  expect((await usage(["refresh"])).stdout).toMatch(
    /^acme: \d+ quarter-hour rows, \d+ days rebuilt, 2 rows differed$/m,
  );
  expect(await usage(["verify"])).toMatchObject({ exitCode: 0 });
});

it("prints the requests of a month", { timeout: 120_000 }, async () => {
  const csv = await file("requests.csv", "time,endpoint,status\n2025-03-01,/a,200\n2025-03-31,/a,500\n");
  await usage(["ingest", csv, "--kind", "requests"]);
  const monthly = await usage([
    "aggregate",
    "monthly",
    "--from",
    "2025-03-05",
    "--to",
    "2025-03-31",
    "--json",
  ]);
  expect(JSON.parse(monthly.stdout)).toMatchObject({
    from: "2025-03-01",
    rows: [{ bucket: "2025-03-01", total_requests: "2", successful_requests: "1", failed_requests: "1" }],
  });
});

it("records one event, once per id, and tells why one cannot count", { timeout: 300_000 }, async () => {
  const time = ["--time", "2026-04-01T10:00:00+02:00", "--id", "1"];
  const more = ["--subject", "ann", "--team", "web", "--properties", '{"model":"small"}'];
  const sent = ["track", "ai_tokens", "-12.50", ...time, ...more, "--org", "acme"];
  const first = await usage([...sent, "--json"]);
  expect(first).toMatchObject({ exitCode: 0, stderr: "" });
  expect(JSON.parse(first.stdout)).toMatchObject({ id: "1", status: "accepted" });
  const second = await usage(sent);
  expect(second.stdout).toMatch(/^duplicate [0-9a-f-]{36}\n$/);
  const { rows } = await database.db.execute(
    sql`select quantity, subject, team_id, properties ->> 'model' as model from usage_events where subject = 'ann'`,
  );
  expect(rows).toMatchObject([{ subject: "ann", team_id: "web", model: "small" }]);
  expect(Number(rows[0]?.quantity)).toBe(-12.5);

  const own = ["--event-type", "llm.call", "--value", "$.usage.tokens", "--unit", "token"];
  expect(await usage(["meters", "create", "tokens", ...own])).toMatchObject({ exitCode: 0 });
  const call = ["track", "tokens", "7", "--subject", "bob", "--properties", '{"usage":{"cached":1}}'];
  expect(await usage(call)).toMatchObject({ exitCode: 0, stderr: "" });
  const { rows: calls } = await database.db.execute(
    sql`select type, properties from usage_events where subject = 'bob'`,
  );
  expect(calls).toEqual([{ type: "llm.call", properties: { usage: { cached: 1, tokens: "7" } } }]);

  const refused = await usage(["track", "nothing_like_it", "1"]);
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toMatch(/^rejected: no_meter: /);
});

it.each([
  ["a wrong setting", ["doctor"], { DATABASE_POOL_SIZE: "many" }, 2, "DATABASE_POOL_SIZE"],
  [
    "an unreachable database",
    ["verify"],
    { DATABASE_URL: "postgres://x@127.0.0.1:1/x" },
    1,
    "cannot be reached",
  ],
  ["an unknown organization", ["verify", "--org", "nobody"], {}, 1, 'There is no organization "nobody".'],
  ["a missing file", ["ingest", "/nowhere.csv", "--kind", "events"], {}, 1, "There is no such file"],
] as const)(
  "ends with a sentence at %s",
  { timeout: 60_000 },
  async (_, args, settings, exitCode, sentence) => {
    const end = await usage(args, settings);
    expect(end.stderr).toContain(sentence);
    expect(end.stderr).not.toMatch(/\n {4}at /);
    expect(end).toMatchObject({ exitCode, stdout: "" });
  },
);

it("asks what the rows are, and which columns hold them", { timeout: 120_000 }, async () => {
  const csv = await file("rows.csv", "when,size\n2026-01-01,1\n");
  const end = async (...args: string[]) => usage(["ingest", csv, ...args]);
  expect(await end()).toMatchObject({
    exitCode: 2,
    stderr: "Say what the rows are: --kind uploads, requests, events.\n",
  });
  const missing = await end("--kind", "uploads");
  expect(missing.stderr).toContain("No column gives time: name one with --map column=time");
  expect(missing.exitCode).toBe(2);
});

it("examines the installation", { timeout: 60_000 }, async () => {
  const { exitCode, stdout } = await usage(["doctor", "--org", "acme", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    checks: [
      { name: "node", ok: true },
      { name: "data folder", ok: true },
      { name: "archive folder", ok: true },
      { name: "export folder", ok: true },
      { name: "disk", ok: true },
      { name: "database", ok: true },
      { name: "clock", ok: true },
      { name: "schema", ok: true, detail: "up to date" },
      { name: "rollups", ok: true },
      { name: "organizations", ok: true, detail: "acme" },
      { name: "organization", ok: true },
    ],
  });
  expect(exitCode).toBe(0);
});
