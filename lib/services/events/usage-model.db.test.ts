import fc from "fast-check";
import { it } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { effort } from "@/lib/testing/effort";
import { makeOrganization } from "@/lib/testing/factories";
import { expectSameTotals, usageCommands } from "@/lib/testing/model/usage-commands";
import { UsageModel } from "@/lib/testing/model/usage-model";

const database = useDatabase();
const ALL_TIME = { from: "2000-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };

it("whatever is sent, repeated, taken back, compacted and moved: totals are the model's, rollups the events'", {
  timeout: effort(300_000, 3_600_000),
}, async () => {
  const property = fc.asyncProperty(usageCommands(30), (commands) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const model = new UsageModel();
      for (const { run } of commands) await run(model, context);
      await expectSameTotals(model, context, ALL_TIME);
    }),
  );
  await fc.assert(property, { numRuns: effort(50, 1000) });
});
