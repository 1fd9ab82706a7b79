import type { Db } from "@/db/client";
import { DATA_SETS } from "./data-sets";
import { type Demo, readHandedOutKeys, writeDemoFile } from "./demo-file";
import { type LoadedDataSet, loadDataSet } from "./load-data-set";
import { seedApiKey, seedOrganization } from "./organizations";
import { seedPeople } from "./people";

export type SeedOptions = {
  dataDir: string;
  baseUrl: string;
  databaseUrl: string;
  onProgress?: (file: string, progress: { bytesRead: number; sizeBytes: number }) => void;
  onLoaded?: (loaded: LoadedDataSet) => void;
};

/** Makes the demo: organizations, people, keys and the recorded files. What is there already is left alone. */
export async function seedDemo(db: Db, options: SeedOptions): Promise<Demo> {
  const { dataDir, onProgress = () => {}, onLoaded = () => {} } = options;
  const contexts = {
    acme: await seedOrganization(db, "acme", "Acme"),
    globex: await seedOrganization(db, "globex", "Globex"),
  };
  const users = await seedPeople(db, contexts);
  const handedOut = await readHandedOutKeys(dataDir);
  const organizations: Demo["organizations"] = [];
  for (const context of Object.values(contexts)) {
    const { slug } = context.tenant;
    const api_key = await seedApiKey(context, handedOut.get(slug));
    organizations.push({ id: context.tenantId, slug, api_key });
  }
  const access = { base_url: options.baseUrl, database_url: options.databaseUrl, organizations, users };
  // Written before the load as well: keys that were made must not be lost when the load is cut off.
  await writeDemoFile(dataDir, { ...access, datasets: [] });
  const datasets: LoadedDataSet[] = [];
  for (const dataSet of DATA_SETS) {
    const loaded = await loadDataSet(contexts[dataSet.organization], dataSet, {
      dataDir,
      onProgress: (progress) => onProgress(dataSet.file, progress),
    });
    datasets.push(loaded);
    onLoaded(loaded);
  }
  const demo = { ...access, datasets };
  await writeDemoFile(dataDir, demo);
  return demo;
}
