import type { Db } from "@/db/client";
import type { Context } from "@/db/context";
import { closeAllPeriods } from "@/lib/services/statements/close-all-periods";
import type { DataSet } from "./data-set";
import { DATA_SETS } from "./data-sets";
import { type Demo, readHandedOutKeys, writeDemoFile } from "./demo-file";
import { type LoadedDataSet, loadDataSet } from "./load-data-set";
import { seedApiKey, seedOrganization } from "./organizations";
import { seedPeople } from "./people";
import { seedPricing } from "./pricing";
import { seedQuotas } from "./quotas";

export type SeedOptions = {
  dataDir: string;
  baseUrl: string;
  databaseUrl: string;
  onProgress?: (file: string, bytesRead: number) => void;
  onLoaded?: (loaded: LoadedDataSet) => void;
};

/**
 * Makes the demo: organizations, people, keys, the recorded files, plans, prices, quotas, and the statements of past
 * periods. What is there already is left alone.
 * The organizations are loaded side by side, the files of each one after another.
 */
export async function seedDemo(db: Db, options: SeedOptions): Promise<Demo> {
  const { dataDir } = options;
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
  // A key that was made now must not be lost when the load is cut off.
  if (organizations.some(({ slug, api_key }) => handedOut.get(slug) !== api_key)) {
    await writeDemoFile(dataDir, { ...access, datasets: [] });
  }
  const loaded = await Promise.all(
    Object.entries(contexts).map(([name, context]) =>
      loadAll(
        context,
        DATA_SETS.filter(({ organization }) => organization === name),
        options,
      ),
    ),
  );
  // Past periods close as they do in any installation, so that there are statements from the start.
  await closeAllPeriods(db);
  const byFile = new Map(loaded.flat().map((one) => [one.file, one]));
  const datasets = DATA_SETS.flatMap(({ file }) => byFile.get(file) ?? []);
  const demo = { ...access, datasets };
  await writeDemoFile(dataDir, demo);
  return demo;
}

async function loadAll(
  context: Context,
  dataSets: readonly DataSet[],
  { dataDir, onProgress = () => {}, onLoaded = () => {} }: SeedOptions,
): Promise<LoadedDataSet[]> {
  const loaded: LoadedDataSet[] = [];
  for (const dataSet of dataSets) {
    const one = await loadDataSet(context, dataSet, {
      dataDir,
      onProgress: ({ bytesRead }) => onProgress(dataSet.file, bytesRead),
    });
    onLoaded(one);
    loaded.push(one);
  }
  // Only now: prices name meters that came with the files.
  await seedPricing(context);
  await seedQuotas(context);
  return loaded;
}
