import { type SQL, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import { verifyRollups } from "@/lib/services/rollups/verify-rollups";
import { useDatabase } from "@/lib/testing/database";
import { makeOrganization, recordFixture } from "@/lib/testing/factories";

const database = useDatabase();
const request = (id: string, minute: string) => ({
  id,
  source: "log",
  type: "api_request",
  time: `2026-11-20T10:${minute}:00Z`,
  data: { endpoint: "/", status_code: 200, bytes: 10, response_time_ms: "1.50", provider: "aws" },
});

/** Breaks the rollups, shows what `verifyRollups` finds, and mends them again. */
async function differencesAfter(db: Db, damage: SQL) {
  const context = await makeOrganization(db);
  await recordFixture(context, [request("1", "00"), request("2", "30")]);
  await compactDays(db);
  await asOperator(db, (tx) => tx.execute(damage));
  const found = await verifyRollups(db, { organizationId: context.tenantId });
  await rebuildRollups(context);
  return found.listed.map(({ rollup, bucket, kept, recomputed }) => [rollup, bucket, kept, recomputed]);
}

describe("verifyRollups", () => {
  it.each([
    {
      what: "a changed sum",
      damage: sql`update rollup_quarter_hours set quantity = 11 where bucket_start = '2026-11-20 10:00:00Z'`,
      expected: [["rollup_quarter_hours", "2026-11-20 10:00:00+00", "(1,11,1,1.5,1)", "(1,10,1,1.5,1)"]],
    },
    {
      what: "a lost row",
      damage: sql`delete from rollup_quarter_hours where bucket_start = '2026-11-20 10:30:00Z'`,
      expected: [["rollup_quarter_hours", "2026-11-20 10:30:00+00", null, "(1,10,1,1.5,1)"]],
    },
    {
      what: "a row too many",
      damage: sql`update rollup_days set team_id = 'web'`,
      expected: [
        ["rollup_days", "2026-11-20", null, "(2,20,2,3,2)"],
        ["rollup_days", "2026-11-20", "(2,20,2,3,2)", null],
      ],
    },
    {
      what: "narrower rollups, each by itself",
      damage: sql`
        with days as (update rollup_day_totals set event_count = 3),
          providers as (update rollup_day_providers set provider = 'gcp')
        update rollup_quarter_totals set duration_count = 0 where bucket_start = '2026-11-20 10:30:00Z'`,
      expected: [
        ["rollup_day_providers", "2026-11-20", null, "(2,20,2,3,2)"],
        ["rollup_day_providers", "2026-11-20", "(2,20,2,3,2)", null],
        ["rollup_day_totals", "2026-11-20", "(3,20,2,3,2)", "(2,20,2,3,2)"],
        ["rollup_quarter_totals", "2026-11-20 10:30:00+00 2026-11-20", "(1,10,1,1.5,0)", "(1,10,1,1.5,1)"],
      ],
    },
    {
      what: "a wrong day that is dirty",
      damage: sql`insert into dirty_days (organization_id, usage_date)
        select organization_id, usage_date from rollup_days`,
      expected: [],
    },
    {
      what: "a row of zeros, which says the same as none",
      damage: sql`insert into rollup_quarter_hours select organization_id, 'compute', '', '', '', bucket_start,
        0, 0.00, 0, 0, 0 from rollup_quarter_hours`,
      expected: [],
    },
  ])("judges $what", ({ damage, expected }) =>
    database.inTransaction(async (db) => {
      expect(await differencesAfter(db, damage)).toEqual(expected);
    }),
  );

  it("counts all differences and lists the first", () =>
    database.inTransaction(async (db) => {
      const context = await makeOrganization(db);
      await recordFixture(context, [request("1", "00"), request("2", "30")]);
      await asOperator(db, (tx) => tx.execute(sql`update rollup_quarter_hours set event_count = 5`));
      const found = await verifyRollups(db, { limit: 1 });
      expect(found.differences).toBe(2);
      expect(found.listed).toHaveLength(1);
      const other = await makeOrganization(db);
      expect(await verifyRollups(db, { organizationId: other.tenantId })).toEqual({
        differences: 0,
        listed: [],
        skipped: [],
      });
      await rebuildRollups(context);
    }));
});
