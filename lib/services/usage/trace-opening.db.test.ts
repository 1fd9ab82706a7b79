import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { usageTrace } from "@/lib/contracts/usage-trace";
import { loadOpeningUsage } from "@/lib/services/opening-usage/load-opening-usage";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { askEvents } from "@/lib/testing/usage-event-list";
import { request } from "@/lib/testing/usage-events";
import { getUsageTrace } from "./get-usage-trace";

const database = useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-trace-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("opening usage is told apart from the events, which it does not have", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db);
    const path = join(folder, "old.csv");
    await writeFile(
      path,
      "date,provider,total_uploads,total_file_size,total_requests\n2026-01-05,aws,0,0,14\n",
    );
    const settings = { map: [], set: [], skip: [], timezone: "UTC", shiftWeeks: 0 };
    await loadOpeningUsage(context, { path, shiftWeeks: 0, settings, onRefused: async () => {} });
    const requests = ["2026-01-06T10:00:00Z", "2026-01-07T10:00:00Z", "2026-01-08T10:00:00Z"];
    await recordFixture(
      context,
      requests.map((time) => request(time, { provider: "aws" })),
    );
    const question = {
      start_date: "2026-01-05",
      end_date: "2026-01-11",
      interval: "week",
      breakdowns: '["provider"]',
    };
    const query = usageTrace.query?.parse({ ...question, key: '["api","aws"]', date: "2026-01-05" });
    if (!query) throw new Error("A trace takes a query.");
    const proof = usageTrace.response.parse(await getUsageTrace(context, query));
    // 14 loaded requests and 3 events.
    expect(proof).toMatchObject({
      value: "17",
      event_count: 3,
      event_sum: "3",
      opening_sum: "14",
      reconciles: true,
    });
    expect(proof.events).toHaveLength(3);
    expect((await askEvents(context, { limit: "1" })).pagination.total_items).toBe(3);
  }));
