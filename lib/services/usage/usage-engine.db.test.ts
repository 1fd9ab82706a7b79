import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/db/context";
import { usageSeries } from "@/lib/contracts/usage-series";
import { addDecimals } from "@/lib/domain/decimal";
import { archiveEvents } from "@/lib/services/archive/archive-events";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";
import {
  INTERVALS,
  type Question,
  recomputed,
  type Sample,
  scenario,
  toEvent,
  toParameters,
  ZONES,
} from "@/lib/testing/random-usage";
import { askUsage } from "@/lib/testing/usage-questions";
import { getUsageSeries } from "./get-usage-series";

const database = useDatabase();
let folder: string;
let billingZones: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "meterline-engine-"));
  const { rows } = await database.db.execute<{ name: string }>(sql`select name from pg_timezone_names`);
  const known = new Set(rows.map(({ name }) => name));
  billingZones = ZONES.filter((zone) => known.has(zone));
});
afterAll(() => rm(folder, { recursive: true }));

const answered = (context: Context, asked: Question, more: Record<string, string> = {}) =>
  askUsage(usageSeries, getUsageSeries, context, { ...toParameters(asked), ...more });

const sorted = (cells: Iterable<[string, string]>) => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));

async function cells(context: Context, asked: Question, more: Record<string, string> = {}) {
  const { results } = await answered(context, asked, more);
  const all = results.flatMap(({ key, dates, data_exact }) =>
    dates.map((date, place): [string, string] => [`${key} ${date}`, data_exact[place] ?? "0"]),
  );
  return sorted(all.filter(([, amount]) => amount !== "0"));
}

/** What every series comes to, by its buckets and by its own word. */
async function totals(context: Context, asked: Question) {
  const { results } = await answered(context, asked);
  return sorted(
    results.map(({ key, data_exact, total }) => {
      expect(addDecimals(data_exact.map((amount) => amount ?? "0"))).toBe(total);
      return [key, total ?? "0"];
    }),
  );
}

const expectCells = async (context: Context, samples: readonly Sample[], asked: Question) =>
  expect(await cells(context, asked)).toEqual(sorted(recomputed(samples, asked)));

/** What was known at an instant to come is all of it, and is answered without any rollup. */
const expectWithoutRollups = async (context: Context, samples: readonly Sample[], asked: Question) =>
  expect(await cells(context, asked, { as_of: "2099-01-01T00:00:00Z" })).toEqual(
    sorted(recomputed(samples, asked)),
  );

/** Sums do not depend on how they are cut: by hours, days, weeks, months, series, or the days of another zone. */
async function expectSameSums(context: Context, samples: readonly Sample[], asked: Question) {
  const whole = await totals(context, asked);
  for (const interval of INTERVALS) expect(await totals(context, { ...asked, interval })).toEqual(whole);
  const sum = addDecimals(recomputed(samples, asked).values());
  const folded = await answered(context, asked, { top: "1" });
  const plain = await answered(context, { ...asked, dimensions: [] });
  for (const { results } of [folded, plain])
    expect(addDecimals(results.map(({ total }) => total ?? "0"))).toBe(sum);
  if (!asked.wholeDays) expect(await totals(context, { ...asked, timezone: asked.otherZone })).toEqual(whole);
}

const QUARTER_MS = 900_000;

/** Over archived events the same, or a refusal where single events would be needed. */
async function expectArchived(context: Context, samples: readonly Sample[], asked: Question) {
  const ragged = !asked.wholeDays && asked.bounds.some((at) => at.getTime() % QUARTER_MS !== 0);
  const needsEvents = ragged || asked.withoutSubjects !== undefined || asked.dimensions.includes("subject");
  if (!needsEvents) return expectCells(context, samples, asked);
  const told = await cells(context, asked).catch((error: unknown) => error);
  if (told instanceof Error) expect(told).toMatchObject({ code: "archived" });
  else expect(told).toEqual(sorted(recomputed(samples, asked)));
}

it("the engine says what plain addition over the events says: before and after compaction, and archived", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, ({ billing, before, later, questions }) =>
      database.inTransaction(async (db) => {
        const timezone = billingZones[billing % billingZones.length] ?? "UTC";
        const context = await makeOrganization(db, { timezone });
        const all = [...before, ...later];
        await recordFixture(context, before.map(toEvent));
        for (const asked of questions) await expectCells(context, before, asked);
        await compactDays(db, { organizationId: context.tenantId });
        await recordFixture(context, all.map(toEvent).slice(before.length));
        for (const asked of questions) {
          await expectCells(context, all, asked);
          await expectSameSums(context, all, asked);
        }
        for (const asked of questions.slice(0, 2)) await expectWithoutRollups(context, all, asked);
        await compactDays(db, { organizationId: context.tenantId });
        await archiveEvents(context, { olderThanDays: 270, folder: join(folder, context.tenantId) });
        for (const asked of questions) await expectArchived(context, all, asked);
      }),
    ),
    { numRuns: 12 },
  );
}, 300_000);
