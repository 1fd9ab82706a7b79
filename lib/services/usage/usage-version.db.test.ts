import fc from "fast-check";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { type UsageSeriesQuery, usageSeries } from "@/lib/contracts/usage-series";
import { selectUsageVersion } from "@/lib/selectors/usage/select-usage-version";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { effort } from "@/lib/testing/effort";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { usageCommands } from "@/lib/testing/model/usage-commands";
import { UsageModel } from "@/lib/testing/model/usage-model";
import { usage } from "@/lib/testing/usage-events";
import { getUsageSeries } from "./get-usage-series";

const database = useDatabase();

it("under one version every answer is the same, whatever is sent, taken back, compacted and moved", {
  timeout: effort(120_000, 3_600_000),
}, async () => {
  const property = fc.asyncProperty(usageCommands(15), (commands) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      const model = new UsageModel();
      const seen = new Map<string, string>();
      for (const { run } of commands) {
        await run(model, context);
        const [version, answer] = [await versionOf(context), await answerOf(context)];
        expect(seen.get(version) ?? answer).toBe(answer);
        seen.set(version, answer);
        expect(await versionOf(context)).toBe(version);
      }
    }),
  );
  await fc.assert(property, { numRuns: effort(10, 300) });
});

it("an event that was compacted leaves another version than before it came", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const versions = [await versionOf(context)];
    for (let n = 0; n < 2; n += 1) {
      await recordFixture(context, [usage(`2026-11-10T10:0${n}:00Z`, "compute", 5)]);
      versions.push(await versionOf(context));
      await compactDays(db);
      versions.push(await versionOf(context));
    }
    expect(new Set(versions).size).toBe(versions.length);
    await compactDays(db);
    expect(await versionOf(context)).toBe(versions.at(-1));
  }));

const versionOf = ({ db, tenantId }: Context) =>
  readAsTenant(db, tenantId, (tx) => selectUsageVersion(tx, tenantId));

async function answerOf(context: Context): Promise<string> {
  const asked = { from: "2000-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z", interval: "billing_period" };
  const query: UsageSeriesQuery | undefined = usageSeries.query?.parse({ ...asked, breakdowns: '["team"]' });
  if (!query) throw new Error("The series takes a query.");
  const { results } = await getUsageSeries(context, query);
  return JSON.stringify(results);
}
