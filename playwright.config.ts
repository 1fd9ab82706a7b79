import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const port = process.env.E2E_PORT || "3111";
const baseURL = `http://127.0.0.1:${port}`;

/** This file is read again by each worker: they inherit the folder that the first reading made. */
function dataDir(): string {
  const made = process.env.E2E_DATA_DIR ?? mkdtempSync(join(tmpdir(), "meterline-e2e-"));
  process.env.E2E_DATA_DIR = made;
  // Where tests run as root the database server is another user, and has to get in.
  chmodSync(made, 0o755);
  return made;
}

/** The crash tests alone, which start servers of their own. */
const isProof = process.env.METERLINE_PROOF !== undefined;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A machine shared with others may miss a clock once: such a test is counted as flaky, by name in the report.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    baseURL,
    locale: "en-US",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
      ],
    },
  },
  // The crash tests take all of a small machine, so they wait until nobody watches a clock.
  projects: [
    { name: "browser", testIgnore: "crash/**" },
    { name: "crash", testMatch: "crash/*.spec.ts", dependencies: isProof ? [] : ["browser"] },
  ],
  webServer: isProof
    ? undefined
    : {
        // Without exec a shell stands between the runner and the server, and outlives a killed runner.
        command: "exec node scripts/run.mjs demo || node scripts/run.mjs demo",
        url: `${baseURL}/api/ready`,
        timeout: 600_000,
        reuseExistingServer: false,
        stdout: "pipe",
        gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
        // Empty: neither the caller's settings nor a .env file may lead the tests to another database.
        env: {
          PORT: port,
          HOST: "127.0.0.1",
          DATA_DIR: dataDir(),
          THROW_AWAY_DATA: "1",
          DATABASE_URL: "",
          NEXTAUTH_URL: "",
          // Tests that change what others see open an organization of their own.
          SIGN_UP: "open",
        },
      },
});
