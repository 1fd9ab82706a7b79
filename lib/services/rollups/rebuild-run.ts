import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { isArchived } from "@/lib/selectors/archive/span-conditions";
import { recomputedQuarterHours } from "@/lib/selectors/rollups/recomputed-rollups";
import { selectRollupFacts } from "@/lib/selectors/rollups/select-rollup-facts";
import { type DayRun, renewRevision } from "@/lib/services/rollups/derived-rollups";
import {
  COARSER,
  countDiffering,
  dateOf,
  differing,
  FINEST,
  keptRows,
  MADE_FROM_QUARTERS,
  type RollupDays,
  widestSpan,
  written,
} from "@/lib/services/rollups/kept-rollups";

const ROLLUPS = [FINEST, ...COARSER];

/** What a run of days comes to: its quarter hours and days as the events say, and how many rollup rows differ. */
export type ComparedRun = { quarterHours: number; days: number; differing: number };
/** Days of an organization, in its billing zone. */
type Run = { organizationId: string; timezone: string; run: DayRun };

/** Compares the rollups of some days with their events, without writing; days that wait for their rebuild differ. */
export async function compareRun(tx: Db, run: Run): Promise<ComparedRun> {
  const days = await prepare(tx, run);
  return execute(tx, days, []);
}

/**
 * Writes what differs between the rollups of some days and their events, all five rollups in one pass. The caller
 * holds the organization's row, so that nothing is counted meanwhile.
 */
export async function rebuildRun(tx: Db, run: Run): Promise<ComparedRun> {
  const { organizationId, run: own } = run;
  await tx.execute(sql`
    delete from dirty_days
    where organization_id = ${organizationId} and usage_date between ${own.first}::date and ${own.last}::date`);
  await renewRevision(tx, organizationId);
  const days = await prepare(tx, run);
  return execute(
    tx,
    days,
    ROLLUPS.map((rollup) => written(rollup, days)),
  );
}

async function prepare(tx: Db, { organizationId, timezone, run }: Run): Promise<RollupDays> {
  // The sums of months of a large organization; the default would sort them on disk.
  await tx.execute(sql.raw("set local work_mem = '64MB'"));
  return { organizationId, timezone, facts: await selectRollupFacts(tx, organizationId), run };
}

async function execute(tx: Db, days: RollupDays, writes: readonly SQL[]): Promise<ComparedRun> {
  const queries = [...ROLLUPS.map((rollup) => differing(rollup, days)), ...writes];
  const { rows } = await tx.execute<Record<keyof ComparedRun, string>>(sql`
    with quarters as materialized (${quartersOf(days)}), ${MADE_FROM_QUARTERS}, ${sql.join(queries, sql`, `)}
    select (select count(*) from quarters where not archived) as "quarterHours",
      (select count(distinct usage_date) from totals) as days,
      ${sql.join(ROLLUPS.map(countDiffering), sql` + `)} + (${dirtyDays(days)}) as differing`);
  const [row] = rows;
  return {
    quarterHours: Number(row?.quarterHours ?? 0),
    days: Number(row?.days ?? 0),
    differing: Number(row?.differing ?? 0),
  };
}

/**
 * The quarter hours of some days as the events say, once each; those of times whose events are archived or deleted
 * are all that is left of them, and say it themselves.
 */
function quartersOf(days: RollupDays): SQL {
  const { organizationId, timezone, run } = days;
  const scope = { organizationId, span: widestSpan(run) };
  return sql`
    select * from (
      select r.fact, r.bucket_start, ${dateOf("r", timezone)} as usage_date, r.team_id, r.provider, r.file_type,
        r.event_count, r.quantity, r.quantity_count, r.duration_ms, r.duration_count, false as archived
      from (${recomputedQuarterHours(scope)}) r where not ${isArchived("r")}
    ) made where usage_date between ${run.first}::date and ${run.last}::date
    union all
    select k.fact, k.bucket_start, k.day, k.team_id, k.provider, k.file_type,
      k.event_count, k.quantity, k.quantity_count, k.duration_ms, k.duration_count, true
    from (${keptRows(FINEST, days)}) k
    where ${isArchived("k")}`;
}

const dirtyDays = ({ organizationId, run }: RollupDays): SQL => sql`
  select count(*) from dirty_days
  where organization_id = ${organizationId} and usage_date between ${run.first}::date and ${run.last}::date`;
