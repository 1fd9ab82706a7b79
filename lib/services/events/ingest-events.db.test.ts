import { describe, expect, it } from "vitest";
import { ingestEvents } from "@/lib/services/events/ingest-events";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization } from "@/lib/testing/factories";

const database = useDatabase();

const usage = (id: string, quantity: unknown = 1) => ({
  id,
  source: "test",
  type: "usage",
  time: "2026-11-20T10:00:00Z",
  data: { usage_type: "ai_tokens", quantity },
});

describe("events of concurrent callers", () => {
  it("are each answered for themselves, however they were committed", async () => {
    const context = await makeOrganization(database.db);
    const callers = Array.from({ length: 60 }, (_, n) => [usage(`e${n % 50}`), usage(`bad${n}`, "much")]);
    const answers = await Promise.all(
      callers.map((events) => ingestEvents(context, events, { verbose: true })),
    );
    const sum = (key: "accepted" | "duplicates" | "rejected") =>
      answers.reduce((total, one) => total + one[key], 0);
    // 60 callers send 50 different good events, ten of them twice, and one bad event each.
    expect([sum("accepted"), sum("duplicates"), sum("rejected")]).toEqual([50, 10, 60]);
    for (const [n, { results }] of answers.entries()) {
      expect(results.map(({ index, id }) => [index, id])).toEqual([
        [0, `e${n % 50}`],
        [1, `bad${n}`],
      ]);
    }
    expect(await verifyRollups(context.db)).toMatchObject({ differences: 0 });
  });

  it("lists only what was not accepted unless asked for all", async () => {
    const context = await makeOrganization(database.db);
    const { accepted, results } = await ingestEvents(context, [usage("1"), usage("1", 2)]);
    expect([accepted, results.map(({ status }) => status)]).toEqual([1, ["conflict"]]);
  });

  it("of a failed batch are all told so, and sending again works", async () => {
    const context = await makeOrganization(database.db);
    const broken = {
      ...context,
      db: Object.create(context.db, { transaction: { value: () => Promise.reject(new Error("gone")) } }),
    };
    const answers = await Promise.allSettled([
      ingestEvents(broken, [usage("1")]),
      ingestEvents(broken, [usage("2")]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await ingestEvents(context, [usage("1"), usage("2")])).toMatchObject({ accepted: 2 });
  });
});
