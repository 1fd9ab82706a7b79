#!/usr/bin/env node
// npm run dev | start | demo: from a fresh clone to a running server. Node built-ins only until install() is through.
import { join, resolve } from "node:path";
import { addressFrom, refuseUsedPort, waitUntilReady } from "./address.mjs";
import { buildIfStale } from "./build.mjs";
import { exitOf, onInterrupt, startNode, stopChildren } from "./children.mjs";
import { printSummary } from "./demo-summary.mjs";
import { install } from "./install.mjs";
import { loadEnvFiles, root, typescript } from "./root.mjs";
import { secretsIn } from "./secrets.mjs";

const mode = process.argv[2];
let isInterrupted = false;
let isServing = false;
let isDatabaseLost = false;

class Interrupted extends Error {}

function environment(address) {
  const dataDir = resolve(root, process.env.DATA_DIR || ".data");
  const given = Object.entries(process.env).filter(([, value]) => value !== "");
  return {
    NEXTAUTH_URL: address.url,
    // On one's own machine the page is opened as localhost as often as by its number.
    ...(address.isLocal && !process.env.NEXTAUTH_URL && { AUTH_TRUST_HOST: "true" }),
    ...secretsIn(dataDir),
    ...(mode === "demo" && { DEMO_MODE: "on" }),
    ...Object.fromEntries(given),
    NODE_ENV: mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: dataDir,
    HOST: address.host,
    PORT: String(address.port),
  };
}

/** Runs the database's keeper until it says that the schema is up to date. */
function openDatabase(env) {
  const keeper = startNode([...typescript, "scripts/database.ts"], env, { follows: false });
  const close = async () => {
    if (keeper.connected) keeper.disconnect();
    await exitOf(keeper);
  };
  return new Promise((found, failed) => {
    keeper.once("message", ({ url }) => found({ url, close }));
    keeper.once("exit", (code) => {
      // Also while serving: without a database the server has nothing to say.
      if (code !== 0) isDatabaseLost = true;
      if (isDatabaseLost) stopChildren();
      failed(new Error("The database could not be opened; the reason is above."));
    });
  });
}

async function step(args, env) {
  const code = await exitOf(startNode(args, env));
  if (isInterrupted) throw new Interrupted();
  if (code !== 0) throw new Error(`${args.at(-1)} failed; the reason is above.`);
}

async function serve(env, address) {
  if (isInterrupted) throw new Interrupted();
  const command = mode === "dev" ? "dev" : "start";
  const next = ["node_modules/next/dist/bin/next", command, "-H", address.host, "-p", String(address.port)];
  const server = startNode(next, env);
  const isReady = await waitUntilReady(
    address.url,
    () => server.exitCode !== null || server.signalCode !== null,
  );
  isServing = isReady;
  if (isReady && mode === "demo") printSummary(join(env.DATA_DIR, "demo.json"), address.url);
  else if (isReady) console.log(`Meterline answers at ${address.url}`);
  return exitOf(server);
}

async function main() {
  if (!["dev", "start", "demo"].includes(mode)) throw new Error("Usage: node scripts/run.mjs dev|start|demo");
  loadEnvFiles();
  const address = addressFrom(process.env);
  await refuseUsedPort(address);
  install();
  if (mode !== "dev") await buildIfStale();
  if (isInterrupted) throw new Interrupted();
  const env = environment(address);
  const database = await openDatabase(env);
  try {
    const withDatabase = {
      ...env,
      DATABASE_URL: database.url,
      ...(!env.DATABASE_URL && { METERLINE_EMBEDDED: "1" }),
    };
    if (mode === "demo") await step([...typescript, "db/seed.ts"], withDatabase);
    const code = await serve(withDatabase, address);
    return isDatabaseLost ? 1 : code;
  } finally {
    stopChildren();
    await database.close();
  }
}

onInterrupt(() => {
  isInterrupted = true;
  console.log("\nStopping …");
  stopChildren();
});
try {
  const code = await main();
  process.exitCode = isInterrupted ? 0 : code;
} catch (error) {
  if (!isInterrupted) console.error(error.message);
  process.exitCode = isInterrupted && isServing ? 0 : isInterrupted ? 130 : 1;
}
process.exit();
