import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { run } from "@/lib/cli/run";
import { listed, setQuota, use } from "@/lib/testing/alerts";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { asProcessDatabase } from "@/lib/testing/process-database";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-alerts-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function usage(...args: string[]) {
  const printed: string[] = [];
  const noted: string[] = [];
  const terminal = {
    print: (text: string) => printed.push(text),
    note: (text: string) => noted.push(text),
    isWatched: false,
  };
  const exitCode = await asProcessDatabase(database.db, () => run(args, terminal));
  return { exitCode, printed, noted };
}

it("sets a quota, fires once, and tells what stands", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const acme = await makeOrganization(database.db, { now: new Date() });
  const org = ["--org", acme.tenant.slug];
  expect((await usage("alerts", "check", ...org)).printed).toEqual([]);
  const set = await usage("quotas", "set", "api", "100", "--period", "billing_period", "--hard", ...org);
  expect(set.printed.join("\n")).toMatch(/^api +billing_period +ok +own +100 +0 +request$/m);
  await use(acme, 95);
  const line = "CRITICAL API requests: 95 requests of 100 in this billing period, at or above 90 %";
  const first = await usage("alerts", "check", "api", ...org);
  expect(first).toEqual({ exitCode: 0, printed: [`${line} (new)`], noted: ["2 new, 1 standing"] });
  // The log channel's line.
  expect(told.mock.calls.flat()).toEqual([expect.stringMatching(/^CRITICAL org-.*95 requests of 100/)]);
  await use(acme, 2);
  expect((await usage("alerts", "check", ...org)).printed).toEqual([`${line}; now 97`]);
  const json = await usage("alerts", "check", "--json", ...org);
  expect(JSON.parse(json.printed.join(""))).toMatchObject({
    triggered: [],
    standing: [{ level: "critical" }],
  });
  const { printed } = await usage("alerts", "list", "--days", "1", ...org);
  expect(printed).toEqual([
    expect.stringMatching(/^CRITICAL .*; now 97 · \d{4}-/),
    expect.stringMatching(/^WARNING .*at or above 75 %; now 97 · \d{4}-/),
  ]);
  told.mockRestore();
});

describe("a file that is loaded", () => {
  const load = async (rows: number, ...more: string[]) => {
    const acme = await makeOrganization(database.db, { now: new Date() });
    await setQuota(acme, "2000", "billing_period");
    const time = new Date(Date.now() - 1000).toISOString();
    const path = join(folder, `${acme.tenant.slug}.csv`);
    await writeFile(path, `time,endpoint\n${`${time},/a\n`.repeat(rows)}`);
    const { exitCode, noted } = await usage(
      "ingest",
      path,
      "--kind",
      "requests",
      "--org",
      acme.tenant.slug,
      ...more,
    );
    expect({ exitCode, noted }).toEqual({ exitCode: 0, noted: [] });
    return (await listed(acme)).alerts.map(({ threshold, deliveries }) => ({
      threshold,
      log: deliveries.filter(({ channel }) => channel === "log").map(({ state }) => state),
    }));
  };

  it("fires before the command ends, also where rows are copied in bulk", async () => {
    // 1,900 of 2,000: over 90 %, and the server sends what lies in the outbox.
    expect(await load(1900)).toEqual([
      { threshold: "90", log: ["pending"] },
      { threshold: "75", log: [] },
    ]);
  });

  it("fires not when it is only tried", async () => {
    expect(await load(1900, "--dry-run")).toEqual([]);
  });
});

it("refuses what is no limit, and an unknown meter", async () => {
  const acme = await makeOrganization(database.db);
  const org = ["--org", acme.tenant.slug];
  await setQuota(acme, "1");
  expect((await usage("quotas", "set", "api", "lots", ...org)).exitCode).toBe(2);
  expect((await usage("quotas", "set", "nothing", "1", ...org)).exitCode).toBe(2);
  expect((await usage("alerts", "check", "nothing", ...org)).exitCode).toBe(2);
  expect((await usage("alerts", "list", "--days", "0", ...org)).exitCode).toBe(2);
});
