import { type SQL, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { recordEvents } from "@/lib/services/events/record-events";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { useDatabase } from "@/lib/testing/database";
import { expectRollupsExact } from "@/lib/testing/expect-rollups-exact";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();

const compute = (time: string, quantity: number | string = 1, team_id = "web") => ({
  id: `${time} ${team_id}`,
  source: "meters",
  type: "usage",
  time,
  data: { usage_type: "compute", quantity, team_id },
});

/** Two quarter hours of one day, one of the next, and one of half a year before. */
const EVENTS = [
  compute("2026-05-01T10:00:00Z", "0.5"),
  compute("2026-11-18T10:00:00Z", 1),
  compute("2026-11-18T10:20:00Z", 2),
  compute("2026-11-19T10:00:00Z", 4),
];

/** In which transaction each row was written. */
async function versions(db: Db): Promise<unknown[]> {
  const { rows } = await asOperator(db, (tx) =>
    tx.execute(sql`
      select 'q' as rollup, xmin::text, bucket_start::text as at from rollup_quarter_hours
      union all select 'd', xmin::text, usage_date::text from rollup_days
      union all select 'p', xmin::text, usage_date::text from rollup_day_providers
      union all select 't', xmin::text, usage_date::text from rollup_day_totals
      union all select 'f', xmin::text, bucket_start::text from rollup_quarter_totals order by 1, 3`),
  );
  return rows;
}

describe("rebuildRollups", () => {
  it.each<{ what: string; damage: SQL; differing: number }>([
    {
      what: "a changed sum",
      damage: sql`update rollup_quarter_hours set quantity = 7 where quantity = 1`,
      differing: 1,
    },
    {
      what: "lost quarter hours",
      damage: sql`delete from rollup_quarter_hours where quantity < 3`,
      differing: 3,
    },
    { what: "lost days", damage: sql`delete from rollup_days`, differing: 3 },
    {
      what: "rows of a fact and of years that no event is of",
      damage: sql`insert into rollup_quarter_hours select organization_id, 'nothing', '', '', '',
        bucket_start - interval '7 years', 1, 1, 1, 0, 0 from rollup_quarter_hours`,
      differing: 4,
    },
    {
      what: "days that no event is of",
      damage: sql`insert into rollup_day_totals select organization_id, fact, usage_date + 800, 1, 1, 1, 0, 0
        from rollup_day_totals`,
      differing: 3,
    },
    {
      what: "a quarter hour's total under another day",
      damage: sql`update rollup_quarter_totals set usage_date = usage_date + 40 where quantity = 4`,
      differing: 1,
    },
    { what: "everything", damage: sql`update rollup_days set event_count = 9, quantity = 9`, differing: 3 },
  ])("puts $what right", ({ damage, differing }) =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, EVENTS);
      await compactDays(db);
      await asOperator(db, (tx) => tx.execute(damage));
      expect((await verifyRollups(db)).differences).toBeGreaterThan(0);
      expect(await rebuildRollups(context)).toEqual({ quarterHours: 4, days: 3, differing, skipped: [] });
      expect((await verifyRollups(db)).differences).toBe(0);
      expect(await rebuildRollups(context)).toMatchObject({ differing: 0 });
    }),
  );

  it("makes the days of events that wait for their compaction", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, EVENTS);
      // Three days, each with providers and totals, and four quarter hours' totals.
      expect(await rebuildRollups(context)).toMatchObject({ quarterHours: 4, days: 3, differing: 13 });
      expect(await compactDays(db)).toEqual({ days: 0 });
    }));

  it("makes only the days asked for, and tells how far it is", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, EVENTS);
      await compactDays(db);
      const { rows } = await asOperator(db, (tx) =>
        tx.execute<{ day: string }>(sql`select min(usage_date)::text as day from rollup_day_totals`),
      );
      const day = rows[0]?.day ?? "";
      await asOperator(db, (tx) => tx.execute(sql`update rollup_day_totals set quantity = quantity + 1`));
      const told: [number, number][] = [];
      const onProgress = (done: number, all: number) => told.push([done, all]);
      const days = { first: day, last: day };
      expect(await rebuildRollups(context, { days, onProgress })).toMatchObject({ days: 1, differing: 1 });
      expect(told).toEqual([[1, 1]]);
      const elsewhere = { first: "1999-01-01", last: "1999-12-31" };
      expect(await rebuildRollups(context, { days: elsewhere })).toMatchObject({ days: 0, differing: 0 });
      told.length = 0;
      expect(await rebuildRollups(context, { onProgress })).toMatchObject({ days: 3, differing: 2 });
      const [done, all] = told.at(-1) ?? [];
      expect(done).toBe(all);
    }));

  it("finds nothing where nothing was recorded", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      expect(await rebuildRollups(context)).toEqual({ quarterHours: 0, days: 0, differing: 0, skipped: [] });
    }));

  it("leaves what is right untouched, and another organization's rollups whatever they are", async () => {
    const { db } = database;
    const [ours, theirs] = [await makeOrganization(db), await makeOrganization(db)];
    await recordFixture(ours, EVENTS);
    await recordFixture(theirs, EVENTS);
    await compactDays(db);
    const before = await versions(db);
    expect(await rebuildRollups(ours)).toMatchObject({ quarterHours: 4, days: 3, differing: 0 });
    expect(await versions(db)).toEqual(before);
    await asOperator(db, (tx) =>
      tx.execute(sql`update rollup_days set quantity = 9 where organization_id = ${theirs.tenantId}`),
    );
    expect(await rebuildRollups(ours)).toMatchObject({ differing: 0 });
    expect(await rebuildRollups(theirs)).toMatchObject({ differing: 3 });
  });

  it("is exact while events come and rows are damaged", { timeout: 120_000 }, async () => {
    const { db } = database;
    const context = await makeOrganization(db);
    const some = sql`organization_id = ${context.tenantId} and random() < 0.3`;
    const damages = [
      sql`update rollup_quarter_hours set quantity = quantity + 1 where ${some}`,
      sql`delete from rollup_days where ${some}`,
      sql`delete from rollup_quarter_totals where ${some}`,
    ];
    let over = false;
    const writers = [0, 1, 2].map(async (writer) => {
      for (let n = 0; !over; n += 1) {
        const day = `2026-${["01", "05", "11"][n % 3]}-1${n % 8}`;
        await recordEvents(context, [
          compute(`${day}T10:${10 + (n % 50)}:00.00${writer}Z`, 1, `team-${n % 2}`),
        ]);
      }
    });
    for (let round = 0; round < 12; round += 1) {
      const damage = damages[round % damages.length] ?? sql`select`;
      await asOperator(db, (tx) => tx.execute(damage));
      await rebuildRollups(context);
      await compactDays(db, { organizationId: context.tenantId });
    }
    over = true;
    await Promise.all(writers);
    await expectRollupsExact(db);
  });
});
