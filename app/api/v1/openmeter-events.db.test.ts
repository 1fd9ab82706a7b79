import { describe, expect, it } from "vitest";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { problemOf, prompt, useOpenMeter, windowsOf } from "@/lib/testing/openmeter-client";

const database = useDatabase();
const served = useOpenMeter(database);

describe("meters", () => {
  it(
    "are created, listed and found by their slug",
    served(async ({ openmeter }) => {
      const found = await openmeter.meters.get("tokens");
      expect(found).toMatchObject({
        ...{ id: "tokens", slug: "tokens", name: "Tokens", description: "Of all models" },
        ...{ aggregation: "SUM", eventType: "prompt", valueProperty: "$.tokens" },
        groupBy: { model: "$.model", kind: "$.kind" },
      });
      expect(found?.createdAt).toBeInstanceOf(Date);
      const slugs = (await openmeter.meters.list())?.map(({ slug }) => slug);
      expect(slugs).toEqual(expect.arrayContaining(["api", "tokens"]));
      expect(await problemOf(openmeter.meters.get("nothing"))).toMatchObject({ status: 404 });
      const twice = openmeter.meters.create({ slug: "tokens", aggregation: "COUNT", eventType: "x" });
      expect(await problemOf(twice)).toMatchObject({ status: 409 });
    }),
  );
});

describe("events", () => {
  it(
    "count once, however often the client sends them",
    served(async ({ openmeter, context }) => {
      const sent = [prompt("1", "2026-03-02T10:00:30Z", 5), prompt("2", "2026-03-02T10:01:00Z", "2.5")];
      await openmeter.events.ingest(sent);
      await openmeter.events.ingest(sent);
      await openmeter.events.ingest(sent[0] ?? []);
      const answer = await openmeter.meters.query("tokens");
      // From the minute of the first event to the minute after the last.
      expect(windowsOf(answer?.data ?? [])).toEqual([["2026-03-02T10:00", "2026-03-02T10:02", 7.5]]);
      expect(answer?.from?.toISOString()).toBe("2026-03-02T10:00:00.000Z");
      expect(answer?.data[0]).toMatchObject({ subject: null, groupBy: {} });
      const window = { period_start: "2026-03-01T00:00:00Z", period_end: "2026-04-01T00:00:00Z" };
      const totals = await getUsageTotals(context, { tenant_id: context.tenantId, ...window });
      expect(totals.body).toMatchObject([{ feature_key: "tokens", quantity: "7.5" }]);
    }),
  );

  it(
    "that are refused are named, and the others kept",
    served(async ({ openmeter }) => {
      const sent = [prompt("1", "2026-03-02T10:00:00Z", 5), prompt("2", "2026-03-02T10:00:00Z", "many")];
      const problem = await problemOf(openmeter.events.ingest(sent));
      expect(problem).toMatchObject({
        status: 400,
        message: expect.stringContaining('1 of 2 events were refused. events.1: "2": invalid_value'),
      });
      expect(problem.getField("code")).toBe("invalid_parameter");
      expect(problem.getField("errors")).toEqual({ "events.1": [expect.stringContaining("$.tokens")] });
      const answer = await openmeter.meters.query("tokens");
      expect(answer?.data.map(({ value }) => value)).toEqual([5]);
    }),
  );

  it(
    "are listed as they were sent, the latest first",
    served(async ({ openmeter }) => {
      const other = { type: "usage", data: { usage_type: "compute", quantity: 3, provider: "aws" } };
      await openmeter.events.ingest([
        prompt("1", "2026-03-02T10:00:00Z", 5),
        prompt("2", "2026-03-03T10:00:00Z", 1, { subject: "bob", ...other }),
      ]);
      const listed = await openmeter.events.list({ from: new Date("2026-03-01T00:00:00Z") });
      expect(listed?.map(({ event }) => event)).toEqual([
        {
          ...{ id: "2", source: "app", specversion: "1.0", type: "usage", subject: "bob" },
          ...{ time: new Date("2026-03-03T10:00:00Z"), data: other.data },
        },
        {
          ...{ id: "1", source: "app", specversion: "1.0", type: "prompt", subject: "ann" },
          ...{ time: new Date("2026-03-02T10:00:00Z"), data: { tokens: 5, model: "small" } },
        },
      ]);
      expect((await openmeter.events.list({ subject: "bob", limit: 1 }))?.length).toBe(1);
      expect(await openmeter.events.list({ to: new Date("2026-03-02T10:00:00Z") })).toEqual([]);
      expect(await problemOf(openmeter.events.list({ limit: 101 }))).toMatchObject({ status: 400 });
    }),
  );
});
