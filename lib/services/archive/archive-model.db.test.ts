import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, it } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { effort } from "@/lib/testing/effort";
import { makeOrganization } from "@/lib/testing/factories";
import { type ArchiveShelf, archiveCommands } from "@/lib/testing/model/archive-commands";
import { expectSameTotals } from "@/lib/testing/model/usage-commands";
import { UsageModel } from "@/lib/testing/model/usage-model";

const database = useDatabase();
const ALL_TIME = { from: "2000-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
const shelf: ArchiveShelf = { folder: "", archives: [] };
beforeAll(async () => {
  shelf.folder = await mkdtemp(join(tmpdir(), "meterline-archive-"));
});
afterAll(() => rm(shelf.folder, { recursive: true }));

it("whatever is sent, taken back, archived and restored in any order: totals are the model's, rollups the events'", {
  timeout: effort(300_000, 3_600_000),
}, async () => {
  const property = fc.asyncProperty(archiveCommands(20, shelf), (commands) =>
    database.inTransaction(async (db) => {
      shelf.archives = [];
      const context = await makeOrganization(db);
      const model = new UsageModel();
      for (const { run } of commands) await run(model, context);
      await expectSameTotals(model, context, ALL_TIME);
    }),
  );
  await fc.assert(property, { numRuns: effort(12, 200) });
});
