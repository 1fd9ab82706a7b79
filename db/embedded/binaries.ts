import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { EmbeddedPostgresError } from "./error";
import { type Owner, sharedFolder } from "./owner";
import { findNative } from "./platform";

const run = promisify(execFile);

export type Binary = "postgres" | "initdb" | "pg_ctl";

/** Gives the path of a binary that the owner can run, after repairing or copying the package's files if needed. */
export async function openBinaries(owner: Owner): Promise<(name: Binary) => string> {
  const { folder, version } = findNative();
  await linkLibraries(folder).catch(() => undefined);
  const first = await failureOf(folder, owner);
  if (first === undefined) return binaryIn(folder);
  const copy = await copyNative(folder, version);
  const second = await failureOf(copy, owner);
  if (second === undefined) return binaryIn(copy);
  throw new EmbeddedPostgresError(
    `The embedded database's program does not run here: ${second}. Set DATABASE_URL to a Postgres server instead.`,
  );
}

/** The environment of the binaries: without PG… variables, which would override what we say. */
export function binaryEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("PG") && !name.startsWith("LC_"),
  );
  return { ...Object.fromEntries(kept), LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
}

const binaryIn = (folder: string) => (name: Binary) =>
  join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);

async function failureOf(folder: string, owner: Owner): Promise<string | undefined> {
  try {
    await run(binaryIn(folder)("postgres"), ["--version"], { ...owner, env: binaryEnv(), cwd: "/" });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split("\n").slice(0, 2).join(" ") : String(error);
  }
}

/** npm packages cannot hold symbolic links; the package makes them in an install script, which npm may skip. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = join(dirname(folder), target);
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function copyNative(folder: string, version: string): Promise<string> {
  const home = join(await sharedFolder(), `postgres-${version}`);
  const copy = join(home, "native");
  if (await stat(copy).catch(() => undefined)) return copy;
  const half = `${home}.${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true });
  await cp(folder, join(half, "native"), { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  await linkLibraries(join(half, "native"));
  // A second process may have been faster: its copy is as good.
  await rename(half, home).catch(() => rm(half, { recursive: true, force: true }));
  return copy;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}
