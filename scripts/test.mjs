#!/usr/bin/env node
// npm test: everything that has to hold before a push, from a fresh clone. `node scripts/test.mjs build e2e` runs a part.
import { join } from "node:path";
import { buildIfStale } from "./build.mjs";
import { exitOf, onInterrupt, startNode, stopChildren } from "./children.mjs";
import { findChromium } from "./chromium.mjs";
import { closingLine, countsIn, forget } from "./counts.mjs";
import { install } from "./install.mjs";
import { root } from "./root.mjs";

const reports = ["vitest", "playwright"].map((name) => join(root, `test-results/${name}.json`));

async function node(...args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  delete env.NODE_ENV;
  if ((await exitOf(startNode(args, env))) !== 0)
    throw new Error(`${args[0]} failed; the reasons are above.`);
}

const steps = {
  install: async () => install(),
  browser: async () => {
    process.env.CHROMIUM_PATH = await findChromium();
    console.log(`Browser: ${process.env.CHROMIUM_PATH}`);
  },
  lint: async () => {
    await node("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".");
    await node("scripts/check-lock.mjs");
  },
  typecheck: async () => {
    await node("node_modules/next/dist/bin/next", "typegen");
    await node("node_modules/typescript/bin/tsc", "--noEmit", "-p", ".");
  },
  vitest: () =>
    node(
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reports[0]}`,
    ),
  build: buildIfStale,
  e2e: () => node("node_modules/@playwright/test/cli.js", "test"),
};

async function main(names) {
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0)
    throw new Error(`Unknown: ${unknown}. The steps are ${Object.keys(steps).join(", ")}.`);
  for (const [name, step] of Object.entries(steps)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n— ${name}`);
    const began = performance.now();
    await step();
    console.log(`— ${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
}

forget(reports);
// Vitest and Playwright put everything away on SIGINT, and only then.
onInterrupt(() => stopChildren("SIGINT"));
const names = process.argv.slice(2);
const failure = await main(names).catch((error) => error);
if (failure) console.error(`\n${failure.message}`);
const runsTests = names.length === 0 || names.includes("vitest") || names.includes("e2e");
if (runsTests) console.log(`\n${closingLine(reports.map(countsIn), failure !== undefined)}`);
process.exit(failure ? 1 : 0);
