import { describe, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageSeries } from "@/lib/contracts/usage-series";
import { type UsageTrace, usageTrace } from "@/lib/contracts/usage-trace";
import { addDecimals } from "@/lib/domain/decimal";
import type { Aggregation } from "@/lib/domain/meters";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { createMeter } from "@/lib/services/meters/create-meter";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { getUsageSeries } from "./get-usage-series";
import { getUsageTrace } from "./get-usage-trace";

const database = useDatabase();

async function trace(context: Context, query: Record<string, string>): Promise<UsageTrace> {
  const parsed = usageTrace.query?.parse(query);
  if (!parsed) throw new Error("A trace takes a query.");
  return usageTrace.response.parse(await getUsageTrace(context, parsed));
}

const TEAMS = ["web", "app", undefined, "ops"];
const PROVIDERS = ["aws", "openai", undefined];
const at = (n: number) => new Date(Date.parse("2026-10-20T21:30:00Z") + n * 18_823_000).toISOString();

/** 120 events over 26 days and every kind of meter, a correction for each eleventh of them. */
async function recordVaried(context: Context): Promise<void> {
  const meter = (key: string, aggregation: Aggregation, valueProperty: string | null = null) =>
    createMeter(context, { key, displayName: key, unit: "x", aggregation, eventType: "call", valueProperty });
  await meter("call_units", "sum", "$.units");
  await meter("call_average", "avg", "$.units");
  await meter("call_largest", "max", "$.units");
  await meter("call_models", "unique_count", "$.model");
  await meter("call_last", "latest", "$.units");
  const events = Array.from({ length: 120 }, (_, n) => {
    const data = { team_id: TEAMS[n % 4], provider: PROVIDERS[n % 3] };
    const subject = `subject-${n % 5}`;
    if (n % 4 === 0) return upload(at(n), { ...data, file_size: n, file_type: `type/${n % 3}` }, subject);
    if (n % 4 === 1) return request(at(n), { ...data, bytes: n % 3 === 0 ? undefined : n }, subject);
    if (n % 4 === 2) return usage(at(n), n % 8 === 2 ? "ai_tokens" : "compute", `${n}.25`, data, subject);
    const call = { ...data, units: n % 13, model: `m${n % 7}` };
    return { id: `call-${n}`, source: "test", type: "call", time: at(n), subject, data: call };
  });
  const { results } = await recordFixture(context, events);
  for (const { event_id } of results.filter((_, n) => n % 11 === 0))
    await cancelEvent(context, { id: event_id ?? "" });
}

const range = { start_date: "2026-10-20", end_date: "2026-11-18" };
const QUESTIONS: Record<string, string>[] = [
  { ...range, interval: "week" },
  { ...range, interval: "month", timezone: "Asia/Kathmandu", breakdowns: '["team"]' },
  { ...range, interval: "month", breakdowns: '["provider","team"]', top: "2" },
  { ...range, interval: "month", breakdowns: '["subject"]', top: "1", exclude_team_ids: '["ops"]' },
  {
    ...range,
    interval: "billing_period",
    breakdowns: '["type","file_type"]',
    usage_types: '["storage","file_uploads"]',
  },
  {
    start_date: "2026-11-01",
    end_date: "2026-11-14",
    interval: "week",
    compare: "previous",
    timezone: "America/Havana",
  },
  { from: "2026-11-01T00:07:00Z", to: "2026-11-09T13:22:11Z", interval: "week", providers: '[null,"aws"]' },
  { ...range, interval: "month", breakdowns: '["api_key"]', as_of: "2099-01-01T00:00:00Z" },
];

describe("any number of any series", () => {
  it.each(QUESTIONS)("%j", (question) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db, { timezone: "Europe/Berlin", billingAnchorDay: 31 });
      await recordVaried(context);
      await compactDays(db);
      await recordFixture(context, [upload("2026-11-02T03:00:00Z", { team_id: "web", file_size: 5 })]);
      const parsed = usageSeries.query?.parse(question);
      if (!parsed) throw new Error("The series takes a query.");
      const { results } = await getUsageSeries(context, parsed);
      expect(results.length).toBeGreaterThan(1);
      for (const series of results) {
        for (const [index, date] of series.dates.entries()) {
          const { key, compare_label } = series;
          const proof = await trace(context, { ...question, key, compare_label, date, limit: "200" });
          const { value, event_count, reconciles } = proof;
          expect([key, date, value, event_count, reconciles]).toEqual([
            ...[key, date, series.data_exact[index], series.event_counts[index], true],
          ]);
          expectParts(proof);
        }
      }
    }),
  );
});

/** The listed events and rollup rows add up to the value, where the meter's amounts add up. */
function expectParts({ value, usage_type, events, rollup_rows, meta, event_count, key }: UsageTrace): void {
  expect(events.reduce((count, { corrects }) => count + (corrects === null ? 1 : -1), 0)).toBe(event_count);
  if (/^call_(?!units)/.test(usage_type)) return;
  expect([key, addDecimals(events.map(({ quantities }) => quantities[usage_type] ?? "0"))]).toEqual([
    key,
    value,
  ]);
  if (meta.sources.some(({ table }) => table === "events")) return;
  expect(addDecimals(rollup_rows.map(({ amount }) => amount))).toBe(value);
}

describe("a proof", () => {
  it("tells where the number was read, day by day where the rollup keeps days", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [
        usage("2026-11-02T10:00:00Z", "compute", "1.5", { team_id: "web" }),
        usage("2026-11-03T10:00:00Z", "compute", "2", { team_id: "web" }),
        usage("2026-11-03T11:00:00Z", "compute", "4", { team_id: "app" }),
      ]);
      const question = {
        start_date: "2026-11-02",
        end_date: "2026-11-08",
        interval: "week",
        breakdowns: '["team"]',
      };
      const proof = await trace(context, {
        ...question,
        key: '["compute","web"]',
        date: "2026-11-02",
        limit: "1",
      });
      expect(proof).toMatchObject({
        value: "3.5",
        event_count: 2,
        event_sum: "3.5",
        opening_sum: "0",
        reconciles: true,
      });
      expect(
        proof.rollup_rows.map(({ table, from, fact, team_id, amount }) => [
          table,
          from,
          fact,
          team_id,
          amount,
        ]),
      ).toEqual([
        ["rollup_days", "2026-11-02T00:00:00.000Z", "compute", "web", "1.5"],
        ["rollup_days", "2026-11-03T00:00:00.000Z", "compute", "web", "2"],
      ]);
      expect(proof.events.map(({ quantity }) => quantity)).toEqual(["2"]);
      const rest = await trace(context, {
        ...{ ...question, key: '["compute","web"]', date: "2026-11-02", limit: "1" },
        cursor: proof.next_cursor ?? "",
      });
      expect(rest).toMatchObject({ next_cursor: null, events: [{ quantity: "1.5" }] });
    }));

  it("refuses keys and dates that the question does not have", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [usage("2026-11-02T10:00:00Z", "compute", 1)]);
      const question = { start_date: "2026-11-01", end_date: "2026-11-03", date: "2026-11-02" };
      const refused = (query: Record<string, string>) => trace(context, { ...question, ...query });
      await expect(refused({ key: "compute" })).rejects.toMatchObject({ field: "key" });
      await expect(refused({ key: '["compute","web"]' })).rejects.toMatchObject({ field: "key" });
      await expect(refused({ key: '["nothing"]' })).rejects.toMatchObject({ code: "unknown_usage_type" });
      await expect(refused({ key: '{"other":"compute"}' })).rejects.toMatchObject({ field: "key" });
      await expect(refused({ key: '["compute"]', usage_type: "api" })).rejects.toMatchObject({
        field: "key",
      });
      await expect(refused({ key: '["compute"]', date: "2026-11-04" })).rejects.toMatchObject({
        field: "date",
      });
      await expect(refused({ key: '["compute"]', compare_label: "previous" })).rejects.toMatchObject({
        field: "compare_label",
      });
      const other = await makeOrganization(db);
      const foreign = await trace(other, { ...question, key: '["compute"]' });
      expect(foreign).toMatchObject({ value: "0", event_count: 0, reconciles: true, events: [] });
    }));
});
