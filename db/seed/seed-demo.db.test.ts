import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext } from "@/lib/auth/tenant";
import { addDecimals } from "@/lib/domain/decimal";
import { listPrices } from "@/lib/services/prices/list-prices";
import { listQuotas } from "@/lib/services/quotas/list-quotas";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { findStatement } from "@/lib/services/statements/find-statement";
import { listStatements } from "@/lib/services/statements/list-statements";
import { getSubscription } from "@/lib/services/subscriptions/get-subscription";
import { useDatabase } from "@/lib/testing/database";
import type { Demo } from "./demo-file";
import { seedPricing } from "./pricing";
import { seedQuotas } from "./quotas";
import { seedDemo } from "./seed-demo";

const database = useDatabase();
let dataDir: string;
let demo: Demo;

const seed = () =>
  seedDemo(database.db, {
    dataDir,
    baseUrl: "http://127.0.0.1:3170",
    databaseUrl: "postgres://demo@host/name",
  });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "meterline-demo-"));
  demo = await seed();
}, 300_000);
afterAll(() => rm(dataDir, { recursive: true }));

const organization = (slug: string) => demo.organizations.find((one) => one.slug === slug)?.id ?? "";

async function select(columns: string, slug: string, where = "true"): Promise<unknown[]> {
  const { rows } = await database.db.execute(
    sql`select ${sql.raw(columns)} where organization_id = ${organization(slug)} and ${sql.raw(where)}`,
  );
  return rows;
}

it("subscribes to plans and prices what they leave out, once", async () => {
  const told = async () => {
    const lists = await Promise.all(
      ["acme", "globex"].map(async (slug) => {
        const context = await systemContext(database.db, slug);
        const { prices } = await listPrices(context, { page: 1, limit: 50 });
        const { plan } = await getSubscription(context);
        return [plan, ...prices.map(({ usage_type, model }) => `${usage_type} ${model}`)];
      }),
    );
    return lists;
  };
  const expected = [
    ["pro", "api graduated", "bandwidth unit", "file_uploads volume"],
    ["enterprise", "ai_tokens graduated", "cloud_gb unit", "cloud_hours package"],
  ];
  expect(await told()).toEqual(expected);
  await seedPricing(await systemContext(database.db, "acme"));
  expect(await told()).toEqual(expected);
});

it("closes the periods before the current one, each statement what its lines come to", async () => {
  const context = await systemContext(database.db, "acme");
  const { statements } = await listStatements(context, { page: 1, limit: 12 });
  // In the first three days of a month the last period is still open.
  expect([5, 6]).toContain(statements.length);
  expect(statements.map(({ number }) => number)).toEqual(statements.map((_, at) => statements.length - at));
  const first = await findStatement(context, { id: "1" });
  // The welcome credit covers all of it, and goes on.
  expect(first).toMatchObject({ total: "0", credits: first.subtotal, reference: "acme-0001" });
  expect(addDecimals(first.lines.map(({ amount }) => amount))).toBe(first.subtotal);
});

it("loads every row of every file, as published", async () => {
  const counts = demo.datasets.map(({ file, organization_id, read, accepted, skipped, rejected, events }) => [
    file,
    demo.organizations.find(({ id }) => id === organization_id)?.slug,
    [read, accepted, skipped, rejected, events],
  ]);
  expect(counts).toEqual([
    ["electronjs-file-writes.csv.gz", "acme", [36_317, 29_886, 6_431, 0, 29_886]],
    ["apache_logs.gz", "acme", [10_000, 9_999, 0, 1, 9_999]],
    ["AWS_S3_HoneyBucketLogs.csv.gz", "acme", [301, 301, 0, 0, 301]],
    ["AzureLLMInferenceTrace_code.csv.gz", "globex", [8_819, 8_819, 0, 0, 17_638]],
    ["Azure2021_200.csv", "globex", [199, 199, 0, 0, 398]],
    ["focus_sample.csv.gz", "globex", [1_000, 999, 0, 1, 999]],
  ]);
});

it("stores uploads and requests with the published sums", async () => {
  expect(
    await select("count(*), sum(file_size), count(file_size) as sized from file_uploads", "acme"),
  ).toEqual([{ count: "29886", sum: "2707980948", sized: "29880" }]);
  expect(
    await select("count(*) from file_uploads", "acme", "team_id is null and file_name like '%/%'"),
  ).toEqual([{ count: "0" }]);
  expect(await select("count(*), sum(bytes) from api_requests", "acme", "provider = 'self-hosted'")).toEqual([
    { count: "9999", sum: "2747282505" },
  ]);
  expect(
    await select("count(*) from api_requests", "acme", "provider = 'aws' and endpoint = 'HeadBucket'"),
  ).toEqual([{ count: "159" }]);
  expect(await select("count(*) from usage_events", "acme")).toEqual([{ count: "0" }]);
});

it("stores usage with the published sums", async () => {
  const tokens = "trim_scale(sum(quantity))::text as total from usage_events";
  const ofTokens = (direction: string) =>
    `usage_type = 'ai_tokens' and properties->>'direction' = '${direction}'`;
  expect(await select(tokens, "globex", ofTokens("input"))).toEqual([{ total: "18059974" }]);
  expect(await select(tokens, "globex", ofTokens("output"))).toEqual([{ total: "245896" }]);
  const trace = "source = 'Azure2021_200.csv'";
  expect(
    await select(
      "trim_scale(sum(quantity))::text as total from usage_events",
      "globex",
      `${trace} and usage_type = 'compute'`,
    ),
  ).toEqual([{ total: "10599.17" }]);
  expect(
    await select(
      "trim_scale(sum(quantity))::text as total from usage_events",
      "globex",
      `${trace} and usage_type = 'functions'`,
    ),
  ).toEqual([{ total: "199" }]);
  expect(
    await select(
      "count(*), trim_scale(sum(quantity))::text as total from usage_events",
      "globex",
      "usage_type like 'cloud\\_%'",
    ),
  ).toEqual([{ count: "999", total: "13438.712904456820057" }]);
  expect(await select("count(*) from meters", "globex", "not built_in")).toEqual([{ count: "32" }]);
});

it("moves every file by the weeks that end it now, and no other", async () => {
  const now = Date.now();
  for (const { file, shift_weeks } of demo.datasets) expect(shift_weeks, file).toBeGreaterThan(0);
  const { rows } = await database.db.execute<{ newest: string }>(sql`
    select extract(epoch from max(occurred_at)) * 1000 as newest from event_keys group by organization_id`);
  for (const { newest } of rows) {
    expect(Number(newest)).toBeLessThanOrEqual(now);
    expect(Number(newest)).toBeGreaterThan(now - 7 * 24 * 60 * 60 * 1000 - 60_000);
  }
});

it("has rollups that equal the events", async () => {
  expect(await verifyRollups(database.db)).toMatchObject({ differences: 0 });
  const { rows } = await database.db.execute(sql`select count(*) from dirty_days`);
  expect(rows).toEqual([{ count: "0" }]);
});

it("leaves everything alone the second time: the same keys, shifts and events", {
  timeout: 60_000,
}, async () => {
  const again = await seed();
  expect(again).toEqual(demo);
  expect(JSON.parse(await readFile(join(dataDir, "demo.json"), "utf8"))).toEqual(demo);
  const { rows } = await database.db.execute(sql`select count(*) from event_keys`);
  expect(rows).toEqual([{ count: String(29_886 + 9_999 + 301 + 17_638 + 398 + 999) }]);
});

it("repairs a file of which events are missing, without moving it anew", { timeout: 120_000 }, async () => {
  const gone = sql`select id from api_requests where source = 'AWS_S3_HoneyBucketLogs.csv' limit 5`;
  await database.db.execute(sql`delete from event_keys where id in (${gone})`);
  await database.db.execute(sql`
    delete from api_requests where source = 'AWS_S3_HoneyBucketLogs.csv' and id not in (select id from event_keys)`);
  await rebuildRollups(await systemContext(database.db, "acme"));
  expect((await seed()).datasets).toEqual(demo.datasets);
  expect(await select("count(*) from api_requests", "acme", "provider = 'aws'")).toEqual([{ count: "301" }]);
});

it("hands out one working key per organization and the sign-ins", () => {
  expect(demo.organizations.map(({ api_key }) => api_key)).toEqual([
    expect.stringMatching(/^mk_live_/),
    expect.stringMatching(/^mk_live_/),
  ]);
  expect(demo.users.map(({ email, password, role }) => [email, password, role])).toEqual([
    ["owner@acme.test", "demo", "owner"],
    ["admin@acme.test", "demo", "admin"],
    ["finance@acme.test", "demo", "finance"],
    ["member@acme.test", "demo", "member"],
    ["member@globex.test", "demo", "member"],
    ["operator@meterline.test", "demo", "operator"],
  ]);
});

it("sets quotas that are kept, nearly reached and exceeded, once", async () => {
  // The files end within the last seven days: in the first of a month they may all lie before it.
  const states = async () => {
    const context = await systemContext(database.db, "acme");
    const { quotas } = await listQuotas({ ...context, now: new Date() });
    return quotas.flatMap(({ source, usage_type, status }) =>
      source === "own" ? [[usage_type, status]] : [],
    );
  };
  const before = await states();
  const expected = [
    ["api", "warning"],
    ["bandwidth", "exceeded"],
    ["file_uploads", "ok"],
  ];
  expect(expected).toEqual(expect.arrayContaining(before));
  await seedQuotas(await systemContext(database.db, "acme"));
  expect(await states()).toEqual(before);
});
