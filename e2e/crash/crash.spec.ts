import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { effort } from "../../lib/testing/effort";
import { type App, runOnData, startApp, untilReady } from "./app";
import { type Caller, RetryingClient } from "./clients";

const PORT = Number(process.env.E2E_PORT || 3111) + 1;
const KILLS = effort(3, 25);
const BACK_WITHIN_MS = 10_000;

// One after the other, each on a server that it has to itself.
test.describe.configure({ mode: "serial" });

let dataDir: string;
let app: App;
let isStarted = false;
let caller: Caller;

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "meterline-crash-"));
  chmodSync(dataDir, 0o755);
  app = await startApp(dataDir, PORT);
  isStarted = true;
  caller = JSON.parse(runOnData(dataDir, "e2e/crash/make-caller.ts"));
});
test.afterAll(async () => {
  if (isStarted) await app.end();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Kills, each at another moment of the batches under way; how long the service was away each time. */
async function killRepeatedly(
  kill: () => Promise<number>,
): Promise<{ acknowledged: number; away: number[] }> {
  const clients = ["a", "b"].map((name) => new RetryingClient(app.url, caller, `${name} ${Math.random()}`));
  const away: number[] = [];
  for (let kills = 0; kills < KILLS; kills += 1) {
    await sleep(300 + Math.random() * 2_000);
    away.push(await kill());
  }
  await Promise.all(clients.map((client) => client.stop()));
  const acknowledged = clients.reduce((sum, one) => sum + one.acknowledged, 0);
  // Whether a client saw a failure is not asked: what returns soon enough the server tries again by itself.
  expect(acknowledged).toBeGreaterThan(0);
  return { acknowledged, away };
}

const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function countedSeconds(): Promise<number> {
  const totals = `${app.url}/api/billing/tenants/${caller.organization_id}/usage-totals`;
  const query = 'feature_keys=["compute"]&period_start=2026-01-01T00:00:00Z&period_end=2027-01-01T00:00:00Z';
  const headers = { authorization: `Bearer ${caller.api_key}` };
  const [row] = await (await fetch(`${totals}?${query}`, { headers })).json();
  return Number(row.quantity);
}

const CASES = {
  app: async () => {
    app.killApp();
    const began = performance.now();
    app = await startApp(dataDir, PORT);
    return performance.now() - began;
  },
  database: async () => {
    app.killDatabase();
    await sleep(50);
    return untilReady(app.url);
  },
};

for (const [name, kill] of Object.entries(CASES)) {
  test(`the ${name} killed in the middle of batches loses nothing, doubles nothing, and is back in 10 s`, async () => {
    test.setTimeout(effort(240_000, 1_800_000));
    const before = await countedSeconds();
    const { acknowledged, away } = await killRepeatedly(kill);
    // Not the slowest: the machine may have been busy with something else once. Slow or not, nothing may be lost.
    expect.soft(median(away)).toBeLessThan(BACK_WITHIN_MS);
    expect((await countedSeconds()) - before).toBe(acknowledged);
    const verified = runOnData(dataDir, "lib/cli/index.ts", "verify", "--json");
    expect(JSON.parse(verified)).toMatchObject({ differences: 0 });
  });
}
