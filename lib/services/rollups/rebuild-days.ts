import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { addDays } from "@/lib/domain/calendar";
import { selectRollupFacts } from "@/lib/selectors/rollups/select-rollup-facts";
import type { DayRun } from "@/lib/services/rollups/derived-rollups";
import {
  COARSER,
  differing,
  FINEST,
  keptRows,
  MADE_FROM_QUARTERS,
  type RollupDays,
  written,
} from "@/lib/services/rollups/kept-rollups";

type Days = { organizationId: string; timezone: string; days: string[] };

/**
 * Makes everything anew that is kept of some days in the billing zone, each from the next finer one, and writes what
 * differs: of a day that goes on, most rows stay as they are.
 */
export async function rebuildDays(tx: Db, { organizationId, timezone, days }: Days): Promise<void> {
  // The sums of two months of a large organization; the default would sort them on disk.
  await tx.execute(sql.raw("set local work_mem = '64MB'"));
  const facts = await selectRollupFacts(tx, organizationId);
  for (const run of toRuns(days)) await rebuildRun(tx, { organizationId, timezone, facts, run });
}

async function rebuildRun(tx: Db, days: RollupDays): Promise<void> {
  const writes = COARSER.flatMap((rollup) => [differing(rollup, days), written(rollup, days)]);
  await tx.execute(sql`
    with quarters as materialized (
      select k.*, k.day as usage_date from (${keptRows(FINEST, days)}) k
    ), ${MADE_FROM_QUARTERS}, ${sql.join(writes, sql`, `)}
    select`);
}

/** Days that follow each other are made in one go. */
function toRuns(days: readonly string[]): DayRun[] {
  const runs: DayRun[] = [];
  for (const day of [...days].sort()) {
    const run = runs.at(-1);
    if (run && addDays(run.last, 1) === day) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs;
}
