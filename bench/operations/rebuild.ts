import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { asTableOwner } from "@/db/scope";
import { systemContext } from "@/lib/auth/tenant";
import { recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import type { Operation } from "../bench";
import { inTurn } from "../measure";
import { toRow } from "../report";

const ROLLUPS = [
  "rollup_quarter_hours",
  "rollup_days",
  "rollup_day_providers",
  "rollup_day_totals",
  "rollup_quarter_totals",
];

/**
 * All five rollups of the largest organization against the one aggregation that the finest of them needs: where they
 * are right already, as after every ingest, and where there are none.
 */
export const rebuild: Operation = async ({ database: { db }, largest, rounds }) => {
  const context = await systemContext(db, largest.id);
  const right = { run: () => rebuildRollups(context) };
  const none = { prepare: () => dropRollups(db, largest.id), run: () => rebuildRollups(context) };
  const bare = () =>
    asTableOwner(db, async (tx) => {
      await tx.execute(
        sql`create table bench_group_by as ${recomputedQuarterHours({ organizationId: largest.id })}`,
      );
      await tx.execute(sql`drop table bench_group_by`);
    });
  const times = await inTurn([right, { run: bare }, none], Math.max(1, Math.round(rounds / 3)), 0);
  const [ofRight = [], ofBare = [], ofNone = []] = times;
  const operation = `rebuild of all rollups, ${largest.events.toLocaleString("en-US")} events`;
  const limit = { name: "one GROUP BY", times: ofBare };
  return [
    toRow({ operation, ours: ofRight, limit, goal: { times: 1.3 } }),
    toRow({ operation: `${operation}, from nothing`, ours: ofNone, limit }),
  ];
};

/** As a restored copy without its rollups would be; the vacuum is what the database would do by itself meanwhile. */
async function dropRollups(db: Db, organizationId: string): Promise<void> {
  for (const table of ROLLUPS)
    await db.execute(sql`delete from ${sql.raw(table)} where organization_id = ${organizationId}`);
  for (const table of ROLLUPS) await db.execute(sql.raw(`vacuum (analyze) ${table}`));
}
