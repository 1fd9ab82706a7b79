import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { type UsageSeries, usageSeries } from "@/lib/contracts/usage-series";
import { usageTotals } from "@/lib/contracts/usage-totals";
import type { Aggregation } from "@/lib/domain/meters";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { createMeter } from "@/lib/services/meters/create-meter";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { request, upload, usage } from "@/lib/testing/usage-events";
import { getUsageSeries } from "./get-usage-series";
import { getUsageTotals } from "./get-usage-totals";

const database = useDatabase();

/** An instant by which everything before has been recorded, and nothing after. */
async function moment({ db }: Context): Promise<string> {
  await db.execute(sql`select pg_sleep(0.004)`);
  const { rows } = await db.execute<{ ms: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text as ms`,
  );
  await db.execute(sql`select pg_sleep(0.004)`);
  return new Date(Number(rows[0]?.ms)).toISOString();
}

const QUESTIONS: Record<string, string>[] = [
  { start_date: "2026-11-01", end_date: "2026-11-20", interval: "week" },
  {
    start_date: "2026-11-01",
    end_date: "2026-11-20",
    interval: "month",
    breakdowns: '["team","provider"]',
    top: "1",
  },
  {
    start_date: "2026-11-01",
    end_date: "2026-11-20",
    interval: "day",
    timezone: "Asia/Kathmandu",
    compare: "previous",
  },
];

/** What is answered, without when it was read. */
async function answers(context: Context, asOf: Record<string, string>) {
  const series: UsageSeries["results"][] = [];
  for (const question of QUESTIONS) {
    const query = usageSeries.query?.parse({ ...question, ...asOf });
    if (!query) throw new Error("The series takes a query.");
    series.push((await getUsageSeries(context, query)).results);
  }
  const window = { period_start: "2026-11-03T10:07:11Z", period_end: "2026-11-18T20:00:00.001Z" };
  const query = usageTotals.query?.parse({ ...window, ...asOf });
  const { body } = await getUsageTotals(context, { tenant_id: context.tenantId, ...query });
  return { series, totals: body };
}

it("answers with what was known then, whatever arrived late or was taken back since", () =>
  database.inTransaction(async (db) => {
    const context = await makeOrganization(db, { timezone: "America/Havana" });
    const own = (key: string, aggregation: Aggregation) =>
      createMeter(context, {
        ...{ key, displayName: key, unit: "x", aggregation, eventType: "call", valueProperty: "$.units" },
      });
    for (const aggregation of ["sum", "avg", "max", "unique_count", "latest"] as const)
      await own(`call_${aggregation}`, aggregation);
    const call = (id: string, time: string, units: number) => ({
      ...{ id, source: "test", type: "call", time, data: { units, team_id: "web" } },
    });
    const steps: (() => Promise<unknown>)[] = [
      () => recordFixture(context, [usage("2026-11-10T10:00:00Z", "compute", "7.5", { team_id: "web" })]),
      () =>
        recordFixture(context, [call("a", "2026-11-11T10:00:00Z", 5), call("b", "2026-11-12T10:00:00Z", 9)]),
      () =>
        recordFixture(context, [
          upload("2026-11-01T23:59:59Z"),
          request("2026-11-05T10:00:00Z", { bytes: 3 }),
        ]),
      () => compactDays(db),
      () => recordFixture(context, [usage("2026-11-03T10:07:11Z", "compute", "1", { provider: "aws" })]),
      () => recordFixture(context, [call("c", "2026-11-11T10:00:00Z", 5)]),
    ];
    const known: { at: string; answer: Awaited<ReturnType<typeof answers>> }[] = [];
    const remember = async () =>
      known.push({ at: await moment(context), answer: await answers(context, {}) });
    await remember();
    for (const step of steps) {
      await step();
      await remember();
    }
    const events = await db.execute<{ id: string }>(sql`
      select id from event_keys where organization_id = ${context.tenantId} order by id`);
    for (const { id } of events.rows) {
      await cancelEvent(context, { id });
      await remember();
    }
    // Everything was taken back in the end, and everything that was known once is known still.
    expect(known.at(-1)?.answer.totals.filter(({ quantity }) => Number(quantity) !== 0)).toEqual([]);
    for (const { at, answer } of known)
      expect([at, await answers(context, { as_of: at })]).toEqual([at, answer]);
    expect(await answers(context, { as_of: "2099-01-01T00:00:00Z" })).toEqual(known.at(-1)?.answer);
  }));
