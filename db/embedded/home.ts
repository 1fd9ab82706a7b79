import { createHash, randomBytes } from "node:crypto";
import { chown, mkdir, readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EmbeddedPostgresError } from "./error";
import { canReach, give, type Owner, ownerOf, sharedFolder } from "./owner";

/** What `cluster.json` remembers. `home` only where the files could not stay under the data directory. */
export type ClusterFile = { port: number; password: string; home?: string };

/** Where the files of one cluster are, and who runs it. */
export type Home = {
  entry: string;
  folder: string;
  data: string;
  log: string;
  lock: string;
  leases: string;
  owner: Owner;
};

export async function openHome(dataDir: string): Promise<Home> {
  const entry = join(resolve(dataDir), "postgres");
  await mkdir(entry, { recursive: true });
  const known = (await readClusterFile(entry))?.home;
  const owner = await ownerOf(join(known ?? entry, "data"));
  const folder = known ?? ((await canReach(owner, entry)) ? entry : await outsideHome(entry));
  await mkdir(folder, { recursive: true });
  return {
    entry,
    folder,
    data: join(folder, "data"),
    log: join(folder, "server.log"),
    lock: join(folder, "lock"),
    leases: join(folder, "leases"),
    owner,
  };
}

export async function readClusterFile(entry: string): Promise<ClusterFile | undefined> {
  const file = join(entry, "cluster.json");
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return undefined;
    if (code !== "EACCES") throw error;
    throw new EmbeddedPostgresError(
      `The database in ${entry} belongs to another user. Run as that user, or set DATA_DIR to another folder.`,
    );
  }
}

/** Written as a whole or not at all; root leaves it to the user who owns the folder. */
export async function writeClusterFile(home: Home, port: number, password: string): Promise<void> {
  const outside = home.folder === home.entry ? {} : { home: home.folder };
  const content: ClusterFile = { port, password, ...outside };
  const half = join(home.entry, `cluster.json.${process.pid}`);
  await writeFile(half, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  const { uid, gid } = await stat(home.entry);
  if (process.getuid?.() === 0) await chown(half, uid, gid);
  await rename(half, join(home.entry, "cluster.json"));
}

export const newPassword = (): string => randomBytes(24).toString("hex");

/** An empty folder that initdb, run by the owner, may fill. */
export async function emptyFolder(owner: Owner, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await give(owner, folder);
}

async function outsideHome(entry: string): Promise<string> {
  const name = createHash("sha256")
    .update(await realpath(entry))
    .digest("hex")
    .slice(0, 16);
  return join(await sharedFolder(), "clusters", name);
}
