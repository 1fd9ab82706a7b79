import "server-only";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { meters } from "@/db/schema";
import { asOperator } from "@/db/scope";
import { backfillShare, type MeterBackfill } from "@/lib/domain/meter-backfill";
import type { Span } from "@/lib/domain/usage-query";
import { selectNextEventOfType } from "@/lib/selectors/meters/select-next-event-of-type";
import { QUARTER_HOUR_COLUMNS, recomputedMeter } from "@/lib/selectors/rollups/recomputed-rollups";
import { retryTransient } from "@/lib/services/retry-transient";

export type FillingMeter = { organizationId: string; key: string; eventType: string };
export type FillOptions = {
  /** Stops after the first step that ends later; a further call goes on from there. */
  budgetMs?: number;
  /** A share from 0 to 1. */
  onProgress?: (share: number) => void;
};

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const LONGEST_STEP_MS = 64 * DAY_MS;
/** Ingest waits for a step. */
const SLOW_STEP_MS = 1000;
const FAST_STEP_MS = 250;

/**
 * Rolls up, for a new meter, the events that are older than it, in steps along the time that each make a stretch of its
 * quarter hours anew. A step holds back ingest while it runs, so it misses nothing and counts nothing twice,
 * however often it is repeated. When the last step is done the meter can be read; answers whether it is.
 */
export async function fillMeter(
  db: Db,
  meter: FillingMeter,
  { budgetMs = Number.POSITIVE_INFINITY, onProgress }: FillOptions = {},
): Promise<boolean> {
  const until = Date.now() + budgetMs;
  for (let stepMs = DAY_MS; ; ) {
    const before = Date.now();
    const state = await retryTransient(() => fillStep(db, meter, stepMs));
    if (state === null) return true;
    onProgress?.(backfillShare(state));
    const took = Date.now() - before;
    if (took > SLOW_STEP_MS) stepMs = Math.max(QUARTER_MS, stepMs / 2);
    else if (took < FAST_STEP_MS) stepMs = Math.min(LONGEST_STEP_MS, stepMs * 2);
    if (Date.now() > until) return false;
  }
}

/** Goes on with everything that is not filled yet; answers how many meters can be read since. */
export async function fillMeters(db: Db, organizationId?: string): Promise<number> {
  const waiting = await asOperator(db, (tx) =>
    tx
      .select({ organizationId: meters.organizationId, key: meters.key, eventType: meters.eventType })
      .from(meters)
      .where(
        and(
          isNotNull(meters.backfill),
          organizationId === undefined ? undefined : eq(meters.organizationId, organizationId),
        ),
      )
      .orderBy(meters.organizationId, meters.key),
  );
  for (const meter of waiting) await fillMeter(db, meter);
  return waiting.length;
}

/**
 * All events that are older than the meter were committed before it, so they are found without a lock; what comes
 * meanwhile counts by itself, and is made anew with its stretch.
 */
async function fillStep(db: Db, meter: FillingMeter, stepMs: number): Promise<MeterBackfill | null> {
  const state = await asOperator(db, (tx) => selectBackfill(tx, meter));
  if (!state) return null;
  const { organizationId, eventType } = meter;
  const found = await asOperator(db, (tx) =>
    selectNextEventOfType(tx, { organizationId, eventType, from: new Date(state.done) }),
  );
  if (!found || found.getTime() > Date.parse(state.to)) return finish(db, meter);
  const start = Math.floor(found.getTime() / QUARTER_MS) * QUARTER_MS;
  const end = Math.ceil((start + stepMs) / QUARTER_MS) * QUARTER_MS;
  return asOperator(db, async (tx) => {
    await tx.execute(sql`select from organizations where id = ${organizationId} for update`);
    const now = await selectBackfill(tx, meter);
    // Another process was faster.
    if (!now || now.done !== state.done) return now;
    const next = {
      ...now,
      from: now.from ?? new Date(start).toISOString(),
      done: new Date(end).toISOString(),
    };
    await rollUp(tx, meter, { start: new Date(start), end: new Date(end) });
    await tx.update(meters).set({ backfill: next }).where(isMeter(meter));
    return next;
  });
}

async function rollUp(tx: Db, { organizationId, key }: FillingMeter, span: Span): Promise<void> {
  const [start, end] = [span.start.toISOString(), span.end.toISOString()];
  const within = sql`q.organization_id = ${organizationId} and q.fact = ${key}
    and q.bucket_start >= ${start}::timestamptz and q.bucket_start < ${end}::timestamptz`;
  await tx.execute(sql`delete from rollup_quarter_hours q where ${within}`);
  await tx.execute(sql`
    insert into rollup_quarter_hours (${QUARTER_HOUR_COLUMNS})
    ${recomputedMeter({ organizationId, span }, key)}
    order by 1, 2, 3, 4, 5, 6`);
  await tx.execute(sql`
    insert into dirty_days (organization_id, usage_date)
    select distinct q.organization_id, (q.bucket_start at time zone o.timezone)::date
    from rollup_quarter_hours q join organizations o on o.id = q.organization_id
    where ${within}
    order by 1, 2`);
}

async function finish(db: Db, meter: FillingMeter): Promise<null> {
  await asOperator(db, (tx) => tx.update(meters).set({ backfill: null }).where(isMeter(meter)));
  return null;
}

async function selectBackfill(tx: Db, meter: FillingMeter): Promise<MeterBackfill | null> {
  const [row] = await tx.select({ backfill: meters.backfill }).from(meters).where(isMeter(meter));
  return row?.backfill ?? null;
}

const isMeter = ({ organizationId, key }: FillingMeter) =>
  and(eq(meters.organizationId, organizationId), eq(meters.key, key));
