import { describe, expect, it } from "vitest";
import { useDatabase } from "@/lib/testing/database";
import { prompt, useOpenMeter } from "@/lib/testing/openmeter-client";

const database = useDatabase();
const served = useOpenMeter(database);

const model = (name: string, tokens = 1) => ({ data: { tokens, model: name } });

describe("queries", () => {
  it(
    "group and filter by subjects and the meter's own dimensions",
    served(async ({ openmeter }) => {
      const at = "2026-03-02T10:00:00Z";
      await openmeter.events.ingest([
        prompt("1", at, 1, model("small", 1)),
        prompt("2", at, 2, model("large", 2)),
        prompt("3", at, 4, { subject: "bob", ...model("large", 4) }),
        prompt("4", at, 8, { subject: "bob", data: { tokens: 8 } }),
      ]);
      const ask = async (asked: Parameters<typeof openmeter.meters.query>[1]) =>
        (await openmeter.meters.query("tokens", asked))?.data.map(({ subject, groupBy, value }) => [
          subject,
          groupBy,
          value,
        ]);
      expect(await ask({ subject: ["bob"] })).toEqual([["bob", {}, 12]]);
      expect(await ask({ subject: ["ann", "bob"] })).toEqual([
        ["ann", {}, 3],
        ["bob", {}, 12],
      ]);
      expect(await ask({ groupBy: ["model"] })).toEqual([
        [null, { model: "large" }, 6],
        [null, { model: "small" }, 1],
        [null, { model: null }, 8],
      ]);
      expect(await ask({ groupBy: ["subject", "model"], filterGroupBy: { model: "large" } })).toEqual([
        ["ann", { model: "large" }, 2],
        ["bob", { model: "large" }, 4],
      ]);
      const posted = await openmeter.meters.queryPost("tokens", {
        ...{ subject: ["ann"], filterGroupBy: { model: ["large", "small"] }, windowSize: "MONTH" },
      });
      const data = typeof posted === "object" ? posted.data : [];
      expect(data).toMatchObject([{ subject: "ann", value: 3, groupBy: {} }]);
    }),
  );

  it(
    "answer for every aggregation, and for the built-in meters",
    served(async ({ openmeter }) => {
      const aggregations = ["COUNT", "AVG", "MIN", "MAX", "LATEST", "UNIQUE_COUNT"] as const;
      for (const aggregation of aggregations)
        await openmeter.meters.create({
          ...{ slug: aggregation.toLowerCase(), aggregation, eventType: "prompt" },
          valueProperty: aggregation === "UNIQUE_COUNT" ? "$.model" : "$.tokens",
          groupBy: { model: "$.model" },
        });
      await openmeter.events.ingest([
        prompt("1", "2026-03-02T10:00:00Z", 4, model("small", 4)),
        prompt("2", "2026-03-02T11:00:00Z", 9, model("large", 9)),
        prompt("3", "2026-03-02T12:00:00Z", 2, model("small", 2)),
        {
          id: "4",
          type: "api_request",
          subject: "ann",
          time: new Date("2026-03-02T10:00:00Z"),
          data: { endpoint: "/" },
        },
      ]);
      const value = async (slug: string, asked = {}) =>
        (await openmeter.meters.query(slug, asked))?.data.map((row) => row.value);
      const answers = Object.fromEntries(
        await Promise.all(
          aggregations.map(async (name) => [
            name,
            [await value(name.toLowerCase()), await value(name.toLowerCase(), { groupBy: ["model"] })],
          ]),
        ),
      );
      // By model: large, then small.
      expect(answers).toEqual({
        COUNT: [[3], [1, 2]],
        AVG: [[5], [9, 3]],
        MIN: [[2], [9, 2]],
        MAX: [[9], [9, 4]],
        LATEST: [[2], [9, 2]],
        UNIQUE_COUNT: [[2], [1, 1]],
      });
      expect(await value("api", { windowSize: "DAY" })).toEqual([1]);
    }),
  );

  it(
    "come as CSV",
    served(async ({ openmeter, key, url }) => {
      const at = "2026-03-02T10:00:00Z";
      await openmeter.events.ingest([
        prompt("1", at, 1.5, { subject: "=ann", data: { tokens: 1.5, model: 'big, "new"' } }),
        prompt("2", at, 2, { subject: "bob", data: { tokens: 2 } }),
      ]);
      const address = `${url}/api/v1/meters/tokens/query?groupBy=subject&groupBy=model&windowSize=DAY`;
      const headers = { authorization: `Bearer ${key}`, accept: "text/csv" };
      const response = await fetch(address, { headers });
      expect(response.headers.get("content-type")).toContain("text/csv");
      expect((await response.text()).split("\r\n")).toEqual([
        "window_start,window_end,subject,model,value",
        `2026-03-02T00:00:00.000Z,2026-03-03T00:00:00.000Z,'=ann,"big, ""new""",1.5`,
        "2026-03-02T00:00:00.000Z,2026-03-03T00:00:00.000Z,bob,,2",
        "",
      ]);
    }),
  );
});
