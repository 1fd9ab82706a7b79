import { rm } from "node:fs/promises";
import { openBinaries } from "./binaries";
import { openHome } from "./home";
import { countLeases } from "./leases";
import { withLock } from "./lock";
import { stopServer } from "./server";

/** Stops and deletes a throw-away cluster and its data directory, unless a living process still uses it. */
export async function removeCluster(dataDir: string): Promise<void> {
  const home = await openHome(dataDir);
  const unused = await withLock(home.lock, async () => {
    if ((await countLeases(home.leases)) > 0) return false;
    await stopServer(home, await openBinaries(home.owner));
    return true;
  });
  if (!unused) return;
  await rm(home.folder, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
