import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Context } from "@/db/context";
import { meter } from "@/lib/contracts/meters";
import { usageTotals } from "@/lib/contracts/usage-totals";
import { cancelEvent } from "@/lib/services/events/cancel-event";
import { recordEvents } from "@/lib/services/events/record-events";
import { createMeter } from "@/lib/services/meters/create-meter";
import { fillMeter, fillMeters } from "@/lib/services/meters/fill-meter";
import { listMetersFromRequest } from "@/lib/services/meters/meter-requests";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { getUsageTotals } from "@/lib/services/usage/get-usage-totals";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();
let made = 0;
const call = (time: string, n: number) => ({
  ...{ id: `call-${++made}`, source: "app", type: "call", time },
  data: { n, team_id: n % 2 === 0 ? "even" : "odd" },
});
const COUNTED = { displayName: "Calls", unit: "call", eventType: "call" };

/** Events of the type from three months, fed by the meter that was there first. */
async function withOlderCalls(db: Context["db"]): Promise<Context> {
  const acme = await makeOrganization(db, { timezone: "Asia/Kathmandu" });
  await createMeter(acme, { key: "first", aggregation: "count", ...COUNTED });
  await recordFixture(acme, [
    call("2026-01-10T10:00:00Z", 1),
    call("2026-01-10T18:20:00Z", 2),
    call("2026-03-02T00:00:00Z", 3),
    call("2026-11-20T11:59:00Z", 4),
  ]);
  return acme;
}

async function total(context: Context, key: string): Promise<string | null | undefined> {
  const query = usageTotals.query?.parse({
    feature_keys: JSON.stringify([key]),
    period_start: "2026-01-01T00:00:00Z",
    period_end: "2027-01-01T00:00:00Z",
  });
  return (await getUsageTotals(context, { tenant_id: context.tenantId, ...query })).body[0]?.quantity;
}

it("counts older events from the moment it answers", () =>
  database.inTransaction(async (db) => {
    const acme = await withOlderCalls(db);
    const stored = await createMeter(acme, { key: "sum", valueProperty: "$.n", ...COUNTED });
    expect(stored.backfill).toBeNull();
    expect(await total(acme, "sum")).toBe("10");
    await compactDays(db);
    expect(await total(acme, "sum")).toBe("10");
  }));

it("is fed but not read while older events are being counted, and exact whatever happens meanwhile", () =>
  database.inTransaction(async (db) => {
    const acme = await withOlderCalls(db);
    // The first step takes a day: the 10th of January.
    const stored = await createMeter(
      acme,
      { key: "sum", valueProperty: "$.n", ...COUNTED },
      { budgetMs: -1 },
    );
    expect(stored.backfill).toMatchObject({
      from: "2026-01-10T10:00:00.000Z",
      done: "2026-01-11T10:00:00.000Z",
    });
    const page = await listMetersFromRequest(acme, { page: 1, limit: 200 });
    const told = page.meters.map((one) => meter.parse(one)).find(({ key }) => key === "sum");
    // One of the days from 10 January until now.
    expect(told?.backfill?.percentage).toMatch(/^0\.\d\d$/);
    await expect(total(acme, "sum")).rejects.toMatchObject({ code: "unknown_usage_type" });

    // Into a stretch that is done, into one that is not, and a correction of an event in each.
    await recordFixture(acme, [call("2026-01-10T10:01:00Z", 10), call("2026-03-02T00:00:01Z", 20)]);
    const [early, late] = (
      await recordEvents(acme, [call("2026-01-10T10:02:00Z", 100), call("2026-03-02T00:00:02Z", 200)], {
        verbose: true,
      })
    ).results;
    for (const one of [early, late]) await cancelEvent(acme, { id: one?.event_id ?? "" });
    await compactDays(db);
    expect(await verifyRollups(db)).toMatchObject({ differences: 0 });
    await rebuildRollups(acme);

    expect(await fillMeters(db, acme.tenantId)).toBe(1);
    // 1 + 2 + 3 + 4 of before, 10 and 20 of meanwhile.
    expect(await total(acme, "sum")).toBe("40");
    expect(await verifyRollups(db)).toMatchObject({ differences: 0 });
    await compactDays(db);
    expect(await total(acme, "sum")).toBe("40");
    expect(await fillMeters(db)).toBe(0);
  }));

it("goes on after every step that was cut off, also when two do it at once", {
  timeout: 120_000,
}, async () => {
  const { db } = database;
  const acme = await withOlderCalls(db);
  const days = Array.from({ length: 40 }, (_, day) => new Date(Date.UTC(2026, 3, 1 + day, 5)).toISOString());
  await recordFixture(
    acme,
    days.map((time) => call(time, 1)),
  );
  await createMeter(acme, { key: "sum", valueProperty: "$.n", ...COUNTED }, { budgetMs: -1 });
  let isOver = false;
  let during = 0;
  const writer = (async () => {
    for (; !isOver; during += 2)
      await recordFixture(acme, [call(days[during % 40] ?? "", 1), call("2026-01-10T10:00:00Z", 1)]);
  })();
  const filling = { organizationId: acme.tenantId, key: "sum", eventType: "call" };
  for (let done = false; !done; ) {
    const steps = [1, 2].map(() => fillMeter(db, filling, { budgetMs: -1 }));
    done = (await Promise.all(steps)).includes(true);
  }
  isOver = true;
  await writer;
  expect(await total(acme, "sum")).toBe(String(10 + 40 + during));
  const { rows } = await db.execute(sql`select key from meters where backfill is not null`);
  expect(rows).toEqual([]);
});
