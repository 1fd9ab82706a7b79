#!/usr/bin/env node
// npm run proof: every test that knows a thorough mode, random ones at length and crashes again and again.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfStale } from "./build.mjs";
import { exitOf, onInterrupt, startNode, stopChildren } from "./children.mjs";
import { install } from "./install.mjs";
import { root } from "./root.mjs";

const thorough = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.test\.ts$/.test(name))
  .map((name) => join("lib", name))
  .filter((path) => readFileSync(join(root, path), "utf8").includes('"@/lib/testing/effort"'));

/** How much of the repetitions: 1 is all of them. */
function shareFrom(args) {
  const { values } = parseArgs({ args, options: { share: { type: "string", default: "1" } } });
  const share = Number(values.share);
  if (!(share > 0 && share <= 1)) throw new Error("--share must be a number above 0 and at most 1.");
  return String(share);
}

async function node(share, ...args) {
  const env = { ...process.env, METERLINE_PROOF: share, NEXT_TELEMETRY_DISABLED: "1" };
  if ((await exitOf(startNode(args, env))) !== 0)
    throw new Error(`${args[0]} failed; the reasons are above.`);
}

onInterrupt(() => stopChildren("SIGINT"));
try {
  const share = shareFrom(process.argv.slice(2));
  install();
  await node(share, "node_modules/vitest/vitest.mjs", "run", ...thorough);
  await buildIfStale();
  await node(share, "node_modules/@playwright/test/cli.js", "test", "--project", "crash");
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
process.exit();
