#!/usr/bin/env node
// npm run bench: how fast the product is, beside what its database and its framework could do in the same minutes.
import { exitOf, onInterrupt, startNode, stopChildren } from "./children.mjs";
import { install } from "./install.mjs";
import { typescript } from "./root.mjs";

onInterrupt(() => stopChildren("SIGINT"));
try {
  install();
  const bench = startNode(
    ["--max-semi-space-size=64", ...typescript, "bench/main.ts", ...process.argv.slice(2)],
    process.env,
  );
  process.exitCode = (await exitOf(bench)) ?? 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
process.exit();
