#!/usr/bin/env node
// The command line: `npm run usage -- <command>`, or `meterline <command>`.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvFiles, root } from "./root.mjs";

const called = process.cwd();
loadEnvFiles();
if (!existsSync(join(root, "node_modules/tsx"))) {
  console.error("The packages are not installed yet. Run npm ci first.");
  process.exit(1);
}
const tsx = join(root, "node_modules/tsx/dist/loader.mjs");
const args = [
  // A bulk load makes much that lives for one chunk: room for it spares half of the collector's work.
  "--max-semi-space-size=64",
  "--conditions=react-server",
  "--import",
  `file://${tsx}`,
  join(root, "lib/cli/index.ts"),
  ...process.argv.slice(2),
];
const child = spawn(process.execPath, args, {
  // npm changes into the project's folder; file names are meant from where the person is.
  cwd: resolve(called) === resolve(root) ? (process.env.INIT_CWD ?? called) : called,
  env: {
    ...process.env,
    DATA_DIR: resolve(root, process.env.DATA_DIR || ".data"),
    TSX_TSCONFIG_PATH: join(root, "tsconfig.json"),
  },
  stdio: "inherit",
});
for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => child.kill(name));
child.once("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
