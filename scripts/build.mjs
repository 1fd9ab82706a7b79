import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exitOf, startNode } from "./children.mjs";
import { root } from "./root.mjs";

const folders = ["app", "components", "lib", "db", "public"];
const rootFile = /\.(ts|tsx|mjs|json)$/;
const noSource =
  /\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$|^(playwright|vitest|drizzle)\.config\.ts$|^(biome|package)\.json$/;
const output = join(root, ".next");
const stampFile = join(output, "meterline-sources");

/** Builds the app unless `.next` was built from exactly these sources. */
export async function buildIfStale() {
  const sources = hashOfSources();
  const isBuilt = existsSync(join(output, "BUILD_ID")) && existsSync(stampFile);
  if (isBuilt && readFileSync(stampFile, "utf8") === sources) return;
  console.log("Building the app …");
  if (!(await build())) {
    // Turbopack keeps a failed build in its cache and fails again, even when the reason has gone.
    console.log("The build failed; trying once more from nothing …");
    rmSync(output, { recursive: true, force: true });
    if (!(await build())) throw new Error("The app could not be built; the reason is above.");
  }
  writeFileSync(stampFile, sources);
}

async function build() {
  rmSync(join(output, "BUILD_ID"), { force: true });
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  return (await exitOf(startNode(["node_modules/next/dist/bin/next", "build"], env))) === 0;
}

function hashOfSources() {
  const hash = createHash("sha256");
  const rootFiles = readdirSync(root).filter((name) => rootFile.test(name));
  const inFolders = folders.flatMap((folder) => filesIn(folder));
  for (const path of [...rootFiles, ...inFolders].filter((name) => !noSource.test(name)).sort()) {
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildIfStale().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
