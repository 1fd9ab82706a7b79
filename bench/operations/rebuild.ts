import { sql } from "drizzle-orm";
import { asTableOwner } from "@/db/scope";
import { systemContext } from "@/lib/auth/tenant";
import { recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";
import type { Operation } from "../bench";
import { inTurn } from "../measure";
import { toRow } from "../report";

/** All five rollups of the largest organization against the one aggregation that the finest of them needs. */
export const rebuild: Operation = async ({ database: { db }, largest, rounds }) => {
  const context = await systemContext(db, largest.id);
  const ours = async () => {
    await rebuildRollups(context);
    await compactDays(db, { organizationId: largest.id });
  };
  const bare = () =>
    asTableOwner(db, async (tx) => {
      await tx.execute(
        sql`create table bench_group_by as ${recomputedQuarterHours({ organizationId: largest.id })}`,
      );
      await tx.execute(sql`drop table bench_group_by`);
    });
  const [times, limit] = await inTurn([{ run: ours }, { run: bare }], Math.max(1, Math.round(rounds / 3)), 0);
  const operation = `rebuild of all rollups, ${largest.events.toLocaleString("en-US")} events`;
  return [
    toRow({ operation, ours: times, limit: { name: "one GROUP BY", times: limit }, goal: { times: 1.3 } }),
  ];
};
