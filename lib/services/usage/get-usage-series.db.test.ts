import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { type UsageSeries, usageSeries } from "@/lib/contracts/usage-series";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { getUsageSeries } from "./get-usage-series";

const database = useDatabase();

/** Asks as a caller does, in query strings, and parses the answer with the contract. */
async function ask(context: Context, query: Record<string, string> = {}): Promise<UsageSeries> {
  const parsed = usageSeries.query?.parse(query);
  if (!parsed) throw new Error("The series takes a query.");
  return usageSeries.response.parse(await getUsageSeries(context, parsed));
}

const totals = ({ results }: UsageSeries) => results.map(({ key, total }) => [key, total]);
const range = { start_date: "2026-11-18", end_date: "2026-11-20" };

/** Tokens of three teams on two days: web 7 + 5, app 4, none 2; the clock says 20 November, noon. */
async function tokens(context: Context): Promise<void> {
  await recordFixture(context, [
    usage("2026-11-18T10:00:00Z", "ai_tokens", 7, { team_id: "web", provider: "openai" }, "ann"),
    usage("2026-11-19T10:00:00Z", "ai_tokens", "5", { team_id: "web", provider: "azure" }, "bob"),
    usage("2026-11-19T11:00:00Z", "ai_tokens", 4, { team_id: "app", provider: "openai" }, "bob"),
    usage("2026-11-19T12:00:00Z", "ai_tokens", 2, { provider: "openai" }),
  ]);
}

describe("without breakdown", () => {
  it("each meter with usage has one line, in order of the totals", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [
        upload("2026-11-18T10:00:00Z"),
        upload("2026-11-19T10:00:00Z", { file_size: 23 }),
        upload("2026-11-19T11:00:00Z", { upload_status: "failed" }),
        request("2026-11-20T09:00:00Z", { status_code: 500 }),
      ]);
      const answer = await ask(context, { start_date: "2026-11-18" });
      expect(answer).toMatchObject({ status: "ok", type: "timeseries", next: null, total_count: 3 });
      expect(
        answer.results.map((one) => [
          one.key,
          one.label,
          one.unit,
          one.data,
          one.event_counts,
          one.breakdown_type,
        ]),
      ).toEqual([
        ['["storage"]', "Storage written", "byte", [100, 23, 0], [1, 1, 0], "type"],
        ['["file_uploads"]', "File uploads", "upload", [1, 1, 0], [1, 1, 0], "type"],
        ['["api"]', "API requests", "request", [0, 0, 1], [0, 0, 1], "type"],
      ]);
      expect(answer.meta).toMatchObject({ timezone: "UTC", interval: "day", week_start: "monday" });
      expect(answer.meta.buckets.map(({ date, partial }) => [date, partial])).toEqual([
        ["2026-11-18", false],
        ["2026-11-19", false],
        ["2026-11-20", true],
      ]);
    }));

  it("a meter alone has no breakdown, and named meters are there without usage", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const [alone] = (await ask(context, range)).results;
      expect(alone).toMatchObject({
        label: "AI tokens",
        breakdown_type: null,
        breakdown_value: null,
        total: "18",
      });
      const named = await ask(context, { ...range, usage_types: '["compute","ai_tokens"]' });
      expect(totals(named)).toEqual([
        ['["ai_tokens"]', "18"],
        ['["compute"]', "0"],
      ]);
      expect(named.results[1]).toMatchObject({
        data: [0, 0, 0],
        breakdown_type: "type",
        breakdown_value: "compute",
      });
      expect(
        (await ask(context, { ...range, usage_type: "compute", exclude_empty: "true" })).results,
      ).toEqual([]);
    }));

  it("nothing recorded gives no series", () =>
    database.inTransaction(async (db) => {
      const answer = await ask(await makeOrganization(db));
      expect(answer).toMatchObject({ results: [], total_count: 0, next: null });
      expect(answer.meta.buckets).toHaveLength(30);
    }));

  it("a bucket in the future is null unless it holds something", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const [line] = (await ask(context, { start_date: "2026-11-19", end_date: "2026-11-22" })).results;
      expect(line).toMatchObject({
        data: [11, 0, null, null],
        data_exact: ["11", "0", null, null],
        total: "11",
      });
    }));

  it("quantities beyond a double stay exact beside the rounded numbers", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [
        usage("2026-11-20T01:00:00Z", "compute", "9007199254740993"),
        usage("2026-11-20T02:00:00Z", "compute", "0.10"),
      ]);
      const [line] = (await ask(context, { start_date: "2026-11-20" })).results;
      expect(line).toMatchObject({ data_exact: ["9007199254740993.1"], total: "9007199254740993.1" });
    }));
});

describe("breakdowns", () => {
  it("split by one dimension, largest first, no value as null", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const { results } = await ask(context, { ...range, breakdowns: '["team"]' });
      expect(results.map((one) => [one.id, one.key, one.label, one.breakdown_value, one.data])).toEqual([
        [1, '["ai_tokens","web"]', "web (web)", "web", [7, 5, 0]],
        [2, '["ai_tokens","app"]', "app (app)", "app", [0, 4, 0]],
        [3, '["ai_tokens",null]', "(none)", null, [0, 2, 0]],
      ]);
      expect(results.every(({ breakdown_type }) => breakdown_type === "team")).toBe(true);
    }));

  it("split by several, the type first in the value and last in the label", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      await recordFixture(context, [request("2026-11-19T10:00:00Z", { team_id: "web", provider: "aws" })]);
      const { results } = await ask(context, { ...range, breakdowns: '["provider","team"]' });
      expect(results.map((one) => [one.key, one.label, one.breakdown_value])).toEqual([
        ['["ai_tokens","openai","web"]', "openai::web (web)::AI tokens", ["ai_tokens", "openai", "web"]],
        ['["ai_tokens","azure","web"]', "azure::web (web)::AI tokens", ["ai_tokens", "azure", "web"]],
        ['["ai_tokens","openai","app"]', "openai::app (app)::AI tokens", ["ai_tokens", "openai", "app"]],
        ['["ai_tokens","openai",null]', "openai::(none)::AI tokens", ["ai_tokens", "openai", null]],
        ['["api","aws","web"]', "aws::web (web)::API requests", ["api", "aws", "web"]],
      ]);
      expect(new Set(results.map(({ breakdown_type }) => breakdown_type))).toEqual(new Set(["multiple"]));
    }));

  it("answer from events what rollups do not keep", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const answer = await ask(context, { ...range, breakdowns: '["subject"]' });
      // bob 5 + 4, ann 7, nobody 2.
      expect(totals(answer)).toEqual([
        ['["ai_tokens","bob"]', "9"],
        ['["ai_tokens","ann"]', "7"],
        ['["ai_tokens",null]', "2"],
      ]);
    }));

  it("fold what is beyond the top into one exact rest per meter", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const { results, total_count } = await ask(context, { ...range, breakdowns: '["team"]', top: "1" });
      expect(total_count).toBe(2);
      expect(results[1]).toMatchObject({
        key: '{"other":"ai_tokens"}',
        label: "Other (2)",
        breakdown_type: "other",
        breakdown_value: null,
        member_count: 2,
        data: [0, 6, 0],
        event_counts: [0, 2, 0],
        total: "6",
      });
    }));
});

describe("filters", () => {
  it.each<[string, Record<string, string>, string]>([
    ["one value", { team_id: "web" }, "12"],
    ["several values", { team_ids: '["web","app"]' }, "16"],
    ["what has no value", { team_ids: "[null]" }, "2"],
    ["what to leave out", { exclude_team_ids: '["web"]' }, "6"],
    ["no value left out", { exclude_team_ids: "[null]" }, "16"],
    ["two dimensions", { team_id: "web", providers: '["azure"]' }, "5"],
    ["an empty list, which filters nothing", { team_ids: "[]" }, "18"],
    ["an unknown value, which selects nothing", { provider: "nobody" }, "0"],
    ["a subject", { subject: "bob" }, "9"],
    ["a subject left out", { exclude_subjects: '["bob"]' }, "9"],
    ["an API key that did nothing", { api_key_ids: '["k"]' }, "0"],
  ])("select %s", (_, filter, total) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const [line] = (await ask(context, { ...range, usage_type: "ai_tokens", ...filter })).results;
      expect(line?.total).toBe(total);
    }),
  );
});

describe("pages", () => {
  it("follow each other without gap or repetition, and know the whole count", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const question = { ...range, breakdowns: '["team","provider"]', page_size: "3" };
      const first = await ask(context, question);
      const second = await ask(context, { ...question, after: first.next ?? "" });
      expect([first.total_count, second.total_count, second.next]).toEqual([4, 4, null]);
      expect([...first.results, ...second.results].map(({ id }) => id)).toEqual([1, 2, 3, 4]);
      expect([...totals(first), ...totals(second)].map(([, total]) => total)).toEqual(["7", "5", "4", "2"]);
    }));

  it("refuse a foreign cursor by its name", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      const { next } = await ask(context, { ...range, breakdowns: '["team"]', page_size: "1" });
      const refused = { code: "invalid_parameter", field: "after" };
      await expect(ask(context, { ...range, after: next ?? "" })).rejects.toMatchObject(refused);
      await expect(ask(context, { ...range, after: "nonsense" })).rejects.toMatchObject(refused);
    }));
});

describe("comparison", () => {
  it("puts the days directly before beside each series, cut at the same local time", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { now: new Date("2026-11-20T12:00:00Z") });
      await recordFixture(context, [
        usage("2026-11-17T11:59:00Z", "compute", 1),
        usage("2026-11-17T12:00:00Z", "compute", 100),
        usage("2026-11-16T23:00:00Z", "compute", 10),
        usage("2026-11-19T08:00:00Z", "compute", 3),
      ]);
      // 18, 19 and 20 November until noon against 15, 16 and 17 until noon.
      const { results, meta } = await ask(context, { ...range, compare: "previous" });
      expect(results.map((one) => [one.id, one.compare_label, one.dates, one.data, one.total])).toEqual([
        [1, "current", ["2026-11-18", "2026-11-19", "2026-11-20"], [0, 3, 0], "3"],
        [2, "previous", ["2026-11-15", "2026-11-16", "2026-11-17"], [0, 10, 1], "11"],
      ]);
      expect(meta.compare).toMatchObject({
        from: "2026-11-15T00:00:00.000Z",
        to: "2026-11-17T12:00:00.000Z",
      });
    }));

  it("begins where it is told to, or a year earlier", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [
        usage("2026-11-18T11:00:00Z", "compute", 1),
        usage("2026-10-01T11:00:00Z", "compute", 2),
        usage("2025-11-18T11:00:00Z", "compute", 4),
      ]);
      const days = { start_date: "2026-11-18", end_date: "2026-11-18" };
      const previous = async (query: Record<string, string>) =>
        (await ask(context, { ...days, ...query })).results[1];
      expect(await previous({ compare: "previous", compare_start_date: "2026-10-01" })).toMatchObject({
        dates: ["2026-10-01"],
        total: "2",
      });
      expect(await previous({ compare: "previous_year" })).toMatchObject({
        dates: ["2025-11-18"],
        total: "4",
      });
    }));
});

describe("as of an instant", () => {
  it("only what had been recorded by then counts", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await tokens(context);
      await db.execute(sql`update usage_events set recorded_at = '2026-11-19T12:00:00Z' where quantity = 7`);
      const [line] = (
        await ask(context, { ...range, usage_type: "ai_tokens", as_of: "2026-11-19T12:00:00Z" })
      ).results;
      expect(line?.total).toBe("7");
    }));
});

describe("another organization", () => {
  it("stays invisible", () =>
    database.inTransaction(async (db) => {
      await tokens(await makeOrganization(db));
      const other = await makeOrganization(db);
      expect((await ask(other, range)).results).toEqual([]);
      expect((await ask(other, { ...range, breakdowns: '["subject"]' })).results).toEqual([]);
    }));
});

describe("the answer is the same before and after compaction", () => {
  it("and with further events on a compacted day", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { timezone: "America/Havana" });
      await tokens(context);
      const question = { ...range, breakdowns: '["team"]' };
      const before = await ask(context, question);
      await compactDays(db, { organizationId: context.tenantId });
      expect(await ask(context, question)).toEqual(before);
      await recordFixture(context, [usage("2026-11-19T10:00:00Z", "ai_tokens", 100, { team_id: "app" })]);
      expect(totals(await ask(context, question))[0]).toEqual(['["ai_tokens","app"]', "104"]);
    }));
});

describe("refused", () => {
  it.each<[string, Record<string, string>, string, string]>([
    ["an unknown meter", { usage_types: '["nope"]' }, "unknown_usage_type", "usage_types"],
    ["an unknown single meter", { usage_type: "nope" }, "unknown_usage_type", "usage_type"],
    [
      "an unknown excluded meter",
      { exclude_usage_types: '["nope"]' },
      "unknown_usage_type",
      "exclude_usage_types",
    ],
    ["too many hours", { start_date: "2026-01-01", interval: "hour" }, "too_many_points", "interval"],
    ["a reversed range", { from: "2026-11-02T00:00", to: "2026-11-01T00:00" }, "range_reversed", "to"],
    ["an as_of before all time", { as_of: "1999-01-01T00:00:00Z" }, "invalid_date", "as_of"],
  ])("%s", (_, query, code, field) =>
    database.inTransaction(async (db) => {
      await expect(ask(await makeOrganization(db), query)).rejects.toMatchObject({ code, field });
    }),
  );
});
