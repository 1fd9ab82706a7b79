import Big from "big.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageSeries } from "@/lib/contracts/usage-series";
import { toDecimal } from "@/lib/domain/decimal";
import type { Aggregation } from "@/lib/domain/meters";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { eventId } from "@/lib/services/events/event-identity";
import { createMeter } from "@/lib/services/meters/create-meter";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { getUsageSeries } from "./get-usage-series";

const database = useDatabase();
const AGGREGATIONS = ["avg", "min", "max", "unique_count", "latest"] as const;
const FIRST = Date.parse("2026-03-27T00:00:00Z");
const DAYS = ["2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30"];

const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
const sample = fc.record({
  minute: fc.integer({ min: 0, max: 4 * 24 * 60 - 1 }),
  value: fc.integer({ min: -40, max: 40 }).map((tenths) => toDecimal(new Big(tenths).div(10))),
  team: some("web", "app", "ops"),
  subject: some("ann", "bob"),
  cancelled: fc.boolean(),
});
type Sample = typeof sample extends fc.Arbitrary<infer T> ? T : never;
type Dimension = "team" | "subject";

/** Seconds apart even within a minute, so that the latest one is told by its time. */
const timeOf = ({ minute }: Sample, index: number) => new Date(FIRST + minute * 60_000 + index * 1000);
const dayIn = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);

/** One number from the values in order of time, told without any of the code under test. */
function plainly(aggregation: Aggregation, values: string[]): string | null {
  if (aggregation === "unique_count") return String(new Set(values).size);
  const numbers = values.map(Number);
  const [last] = values.slice(-1);
  if (last === undefined) return null;
  if (aggregation === "min") return toDecimal(Math.min(...numbers));
  if (aggregation === "max") return toDecimal(Math.max(...numbers));
  if (aggregation === "latest") return last;
  const tenths = numbers.reduce((sum, value) => sum + Math.round(value * 10), 0);
  // Half away from zero to 6 places.
  const millionths = (tenths * 100_000) / values.length;
  const rounded = Math.sign(millionths) * Math.floor(Math.abs(millionths) + 0.5);
  return toDecimal(new Big(rounded).div(1_000_000));
}

type Question = { dimensions: Dimension[]; timezone: string; teams: string[] | null; top: number | null };
type Cells = Record<string, { cells: (string | null)[]; total: string | null }>;

function recomputed(samples: readonly Sample[], aggregation: Aggregation, asked: Question): Cells {
  const kept = samples
    .map((one, index) => ({ ...one, at: timeOf(one, index) }))
    .filter(({ cancelled, team }) => !cancelled && (asked.teams?.includes(team ?? "") ?? true))
    .map((one) => ({ ...one, day: dayIn(one.at, asked.timezone) }))
    .filter(({ day }) => DAYS.includes(day))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const tell = (events: typeof kept) => ({
    cells: DAYS.map((day) =>
      plainly(
        aggregation,
        events.filter((event) => event.day === day).map(({ value }) => value),
      ),
    ),
    total: plainly(
      aggregation,
      events.map(({ value }) => value),
    ),
  });
  const keyOf = (event: Sample) =>
    JSON.stringify([aggregation, ...asked.dimensions.map((dimension) => event[dimension])]);
  const all = [...new Set(kept.map(keyOf))]
    .map((key) => ({ key, ...tell(kept.filter((event) => keyOf(event) === key)) }))
    .sort((a, b) => new Big(b.total ?? 0).cmp(a.total ?? 0) || (a.key < b.key ? -1 : 1));
  const shown = all.slice(0, asked.top ?? all.length);
  const rest = kept.filter((event) => !shown.some(({ key }) => key === keyOf(event)));
  const other = rest.length > 0 ? [{ key: JSON.stringify({ other: aggregation }), ...tell(rest) }] : [];
  return Object.fromEntries([...shown, ...other].map(({ key, ...line }) => [key, line]));
}

async function answered(context: Context, aggregation: Aggregation, asked: Question): Promise<Cells> {
  const query = usageSeries.query?.parse({
    start_date: DAYS[0],
    end_date: DAYS.at(-1),
    timezone: asked.timezone,
    exclude_usage_types: JSON.stringify(AGGREGATIONS.filter((other) => other !== aggregation)),
    breakdowns: JSON.stringify(asked.dimensions),
    ...(asked.teams ? { team_ids: JSON.stringify(asked.teams) } : {}),
    ...(asked.top ? { top: `${asked.top}` } : {}),
  });
  if (!query) throw new Error("The series takes a query.");
  const { results } = usageSeries.response.parse(await getUsageSeries(context, query));
  return Object.fromEntries(results.map(({ key, data_exact: cells, total }) => [key, { cells, total }]));
}

const question: fc.Arbitrary<Question> = fc.record({
  dimensions: fc.subarray<Dimension>(["team", "subject"]),
  // Berlin has a day of 23 hours among these.
  timezone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu"),
  teams: fc.option(fc.constant(["web", "app"])),
  top: fc.option(fc.integer({ min: 1, max: 2 })),
});

it("what does not add up says what a plain look at the events says", async () => {
  const scenario = fc.record({
    samples: fc.array(sample, { maxLength: 25 }),
    questions: fc.array(question, { minLength: 2, maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, ({ samples, questions }) =>
      database.inTransaction(async (db) => {
        const context = await makeOrganization(db, { now: new Date("2026-04-20T00:00:00Z") });
        for (const aggregation of AGGREGATIONS)
          await createMeter(context, {
            ...{ key: aggregation, aggregation, valueProperty: "$.value" },
            ...{ displayName: aggregation, unit: "x", eventType: "job" },
          });
        const events = samples.map((one, index) => ({
          ...{ id: `${index}`, source: "random", type: "job", subject: one.subject },
          time: timeOf(one, index).toISOString(),
          data: { value: one.value, team_id: one.team },
        }));
        await recordFixture(context, events);
        for (const [index, { cancelled }] of samples.entries())
          if (cancelled) await cancelEvent(context, { id: eventId("random", `${index}`) });
        for (const asked of questions)
          for (const aggregation of AGGREGATIONS)
            expect(await answered(context, aggregation, asked)).toEqual(
              recomputed(samples, aggregation, asked),
            );
      }),
    ),
    { numRuns: 12 },
  );
}, 120_000);
