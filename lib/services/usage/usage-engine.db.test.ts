import Big from "big.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageSeries } from "@/lib/contracts/usage-series";
import { addDecimals, toDecimal } from "@/lib/domain/decimal";
import type { KeyDimension } from "@/lib/domain/usage-query";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import { getUsageSeries } from "./get-usage-series";

const database = useDatabase();

// Berlin ends summer time on 27 October 2024, New York and Havana on 3 November: Havana at midnight.
const FIRST = Date.parse("2024-10-25T00:00:00Z");
const MINUTES = 14 * 24 * 60;
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/Havana",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Apia",
];

const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
const sample = fc.record({
  kind: fc.constantFrom("upload", "request", "ai_tokens", "compute"),
  at: fc.integer({ min: 0, max: MINUTES * 60 - 1 }).map((seconds) => new Date(FIRST + seconds * 1000)),
  amount: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null }),
  good: fc.boolean(),
  team: some("web", "app"),
  provider: some("aws", "edge"),
  file_type: some("image/png"),
  subject: some("ann", "bob"),
});
type Sample = typeof sample extends fc.Arbitrary<infer T> ? T : never;

const instant = fc.integer({ min: 0, max: MINUTES }).map((minute) => new Date(FIRST + minute * 60_000));
const question = fc.record({
  interval: fc.constantFrom("hour", "day", "week", "month"),
  timezone: fc.constantFrom(...ZONES),
  bounds: fc.tuple(instant, instant).filter(([a, b]) => a < b),
  wholeDays: fc.boolean(),
  dimensions: fc.subarray<KeyDimension>(["team", "provider", "file_type", "subject"]),
  teams: fc.option(fc.subarray<string | null>(["web", "app", null], { minLength: 1 }), { nil: undefined }),
  without: fc.option(fc.subarray<string | null>(["aws", null], { minLength: 1 }), { nil: undefined }),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

function toEvent({ kind, at, amount, good, team, provider, file_type, subject }: Sample, index: number) {
  const shared = { team_id: team, provider };
  const data = {
    upload: { ...shared, file_type, file_size: amount, upload_status: good ? "success" : "failed" },
    request: { ...shared, endpoint: "/", bytes: amount, status_code: good ? 200 : 500 },
    ai_tokens: { ...shared, file_type, usage_type: "ai_tokens", quantity: amount ?? 1 },
    compute: { ...shared, file_type, usage_type: "compute", quantity: `-0.${(amount ?? 1) + 1}` },
  };
  const type = kind === "upload" ? "file_upload" : kind === "request" ? "api_request" : "usage";
  const time = at.toISOString();
  return { id: `${index}`, source: "random", type, time, data: data[kind as keyof typeof data], subject };
}

/** What one event adds to each meter, told without any of the code under test. */
function amounts({ kind, amount, good }: Sample): [meter: string, amount: string][] {
  const bytes = (meter: string): [string, string][] => (amount === null ? [] : [[meter, `${amount}`]]);
  if (kind === "upload") return good ? [["file_uploads", "1"], ...bytes("storage")] : [];
  if (kind === "request") return [["api", "1"], ...bytes("bandwidth")];
  return [[kind, kind === "compute" ? `-0.${(amount ?? 1) + 1}` : `${amount ?? 1}`]];
}

function localParts(at: Date, timeZone: string): Record<string, string> {
  const style = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit" } as const;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    timeZoneName: "longOffset",
    ...style,
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

function label(at: Date, { interval, timezone }: Pick<Question, "interval" | "timezone">): string {
  const { year, month, day, hour, timeZoneName = "" } = localParts(at, timezone);
  const date = `${year}-${month}-${day}`;
  if (interval === "day") return date;
  if (interval === "month") return `${year}-${month}-01`;
  if (interval === "hour") return `${date}T${hour}:00:00${timeZoneName.replace("GMT", "") || "+00:00"}`;
  const noon = new Date(`${date}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - ((noon.getUTCDay() + 6) % 7));
  return noon.toISOString().slice(0, 10);
}

function isAsked(one: Sample, { bounds, wholeDays, timezone, teams, without }: Question): boolean {
  const day = (at: Date) => label(at, { interval: "day", timezone });
  const [from, to] = bounds;
  const within = wholeDays
    ? day(one.at) >= day(from) && day(one.at) <= day(to)
    : one.at >= from && one.at < to;
  const chosen = teams === undefined || teams.includes(one.team);
  const left = without?.includes(one.provider) ?? false;
  return within && chosen && !left;
}

/** Every bucket of every series that is not 0, by plain addition over the events. */
function recomputed(samples: readonly Sample[], asked: Question): Map<string, string> {
  const cells = new Map<string, Big>();
  for (const one of samples.filter((candidate) => isAsked(candidate, asked))) {
    const values = asked.dimensions.map((dimension) => {
      if (dimension === "file_type" && one.kind === "request") return null;
      return dimension === "api_key" ? null : one[dimension];
    });
    for (const [meter, amount] of amounts(one)) {
      const cell = `${JSON.stringify([meter, ...values])} ${label(one.at, asked)}`;
      cells.set(cell, (cells.get(cell) ?? new Big(0)).plus(amount));
    }
  }
  return new Map([...cells].filter(([, sum]) => !sum.eq(0)).map(([cell, sum]) => [cell, toDecimal(sum)]));
}

async function answered(context: Context, asked: Question, more: Record<string, string> = {}) {
  const { bounds, wholeDays, interval, timezone, dimensions, teams, without } = asked;
  const day = (at: Date) => label(at, { interval: "day", timezone });
  const [from, to] = bounds;
  const query = usageSeries.query?.parse({
    ...(wholeDays
      ? { start_date: day(from), end_date: day(to) }
      : { from: from.toISOString(), to: to.toISOString() }),
    interval,
    timezone,
    breakdowns: JSON.stringify(dimensions),
    page_size: "1000",
    ...(teams ? { team_ids: JSON.stringify(teams) } : {}),
    ...(without ? { exclude_providers: JSON.stringify(without) } : {}),
    ...more,
  });
  if (!query) throw new Error("The series takes a query.");
  return usageSeries.response.parse(await getUsageSeries(context, query));
}

async function cells(context: Context, asked: Question): Promise<Map<string, string>> {
  const { results } = await answered(context, asked);
  const all = results.flatMap(({ key, dates, data_exact }) =>
    dates.map((date, index): [string, string] => [`${key} ${date}`, data_exact[index] ?? "0"]),
  );
  return new Map(all.filter(([, amount]) => amount !== "0"));
}

const sorted = (map: Map<string, string>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

it("the engine says what plain addition over the events says, before and after compaction", async () => {
  const scenario = fc.record({
    billing: fc.constantFrom(...ZONES),
    before: fc.array(sample, { maxLength: 25 }),
    later: fc.array(sample, { maxLength: 8 }),
    questions: fc.array(question, { minLength: 2, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, ({ billing, before, later, questions }) =>
      database.inTransaction(async (db) => {
        const context = await makeOrganization(db, { timezone: billing });
        const all = [...before, ...later];
        await recordFixture(context, before.map(toEvent));
        for (const asked of questions)
          expect(sorted(await cells(context, asked))).toEqual(sorted(recomputed(before, asked)));
        await compactDays(db, { organizationId: context.tenantId });
        await recordFixture(context, all.map(toEvent).slice(before.length));
        for (const asked of questions) {
          expect(sorted(await cells(context, asked))).toEqual(sorted(recomputed(all, asked)));
          const { results } = await answered(context, asked, { top: "1" });
          const sums = [...recomputed(all, asked).values()];
          expect(addDecimals(results.map(({ total }) => total ?? "0"))).toBe(addDecimals(sums));
        }
      }),
    ),
    { numRuns: 15 },
  );
}, 120_000);
