import fc from "fast-check";
import { ensureMonths, MONTHLY_TABLES } from "@/db/partitions";
import type { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";
import { RANDOM_MONTHS } from "@/lib/testing/model/random-events";
import { expectSameTotals, type UsageCommand } from "@/lib/testing/model/usage-commands";
import { UsageModel } from "@/lib/testing/model/usage-model";

const ALL_TIME = { from: "2000-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
/** Two at a time: one of them waits for the database while the other works. */
const LANES = 2;

type Checked = {
  database: ReturnType<typeof useDatabase>;
  /** The commands of one run; each lane draws its own. */
  commands: () => fc.Arbitrary<UsageCommand[]>;
  runs: number;
};

/** Runs random commands against the product and the model: totals must be the model's, rollups the events'. */
export async function checkModel({ database, commands, runs }: Checked): Promise<void> {
  // Made once: within each run they would be most of the work.
  const months = MONTHLY_TABLES.flatMap((table) => RANDOM_MONTHS.map((month) => ({ table, month })));
  await ensureMonths(database.db, months);
  const property = () =>
    fc.asyncProperty(commands(), (list) =>
      database.inTransaction(async (db) => {
        const context = await makeOrganization(db);
        const model = new UsageModel();
        for (const { run } of list) await run(model, context);
        await expectSameTotals(model, context, ALL_TIME);
      }),
    );
  const lane = () => fc.assert(property(), { numRuns: Math.ceil(runs / LANES) });
  await Promise.all(Array.from({ length: LANES }, lane));
}
