import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/db/context";
import { canCopy } from "@/db/copy";
import { readAsTenant, writeAsTenant } from "@/db/scope";
import { type SkippedTime, toSkippedTime } from "@/lib/domain/archived-spans";
import { addDays, daysBetween } from "@/lib/domain/calendar";
import { NotFoundError } from "@/lib/errors";
import { selectArchivedSpans } from "@/lib/selectors/archive/select-archived-spans";
import { selectRollupFacts } from "@/lib/selectors/rollups/select-rollup-facts";
import { selectUsageExtent } from "@/lib/selectors/rollups/select-usage-extent";
import { retryTransient } from "@/lib/services/retry-transient";
import type { DayRun } from "@/lib/services/rollups/derived-rollups";
import { type ComparedRun, compareRun, rebuildRun } from "@/lib/services/rollups/rebuild-run";

/** How many quarter hours and days the events come to, how many rollup rows were wrong, and what was left as it is. */
export type RebuiltRollups = ComparedRun & { skipped: SkippedTime[] };

export type RebuildOptions = {
  /** Only these days, in the billing zone; all of them unless told. */
  days?: DayRun;
  /** Told after each run. */
  onProgress?: (doneDays: number, allDays: number) => void;
};

const FIRST_RUN_DAYS = 31;
const LONGEST_RUN_DAYS = 366;
/** Ingest waits where a run is written. */
const SLOW_RUN_MS = 2000;
const FAST_RUN_MS = 500;
/** Two runs are compared side by side, which takes half the time where two processors are free. */
const CONNECTIONS = 2;

/**
 * Makes an organization's rollups anew from its events, a run of days after the other. Each run is compared without a
 * lock, in one snapshot, and only where a row differs it is made again behind the lock that holds back every ingest. So
 * what is right stays untouched, and readers see every run as it was or as it should be. The rollups of times whose
 * events are archived or deleted are all that is left of them: they stay, and these times are told.
 */
export async function rebuildRollups(
  context: Context,
  { days, onProgress }: RebuildOptions = {},
): Promise<RebuiltRollups> {
  const { skipped, extent } = await readAsTenant(context.db, context.tenantId, async (tx) => ({
    skipped: await selectArchivedSpans(tx, context.tenantId),
    extent: await selectUsageExtent(tx, context.tenantId, await selectRollupFacts(tx, context.tenantId)),
  }));
  const total = { quarterHours: 0, days: 0, differing: 0 };
  const runs = new Runs(common(extent, days));
  const work = async () => {
    let expectsDifferences = false;
    for (let run = runs.next(); run; run = runs.next()) {
      const before = performance.now();
      const made = await makeRun(context, run, expectsDifferences);
      runs.took(run, performance.now() - before);
      onProgress?.(runs.done, runs.all);
      expectsDifferences = made.differing > 0;
      total.quarterHours += made.quarterHours;
      total.days += made.days;
      total.differing += made.differing;
    }
  };
  // A transaction has only one connection.
  const atOnce = canCopy(context.db) ? CONNECTIONS : 1;
  await Promise.all(Array.from({ length: atOnce }, work));
  return { ...total, skipped: skipped.map(toSkippedTime) };
}

const NO_DAYS: DayRun = { first: "2000-01-02", last: "2000-01-01" };

/** The days that hold anything, of those that are asked for. */
function common(extent: DayRun | undefined, asked: DayRun | undefined): DayRun {
  if (!extent) return NO_DAYS;
  if (!asked) return extent;
  const [, first = asked.first] = [asked.first, extent.first].sort();
  const [last = asked.last] = [asked.last, extent.last].sort();
  return first > last ? NO_DAYS : { first, last };
}

const lengthOf = ({ first, last }: DayRun): number => daysBetween(first, last) + 1;

/** Hands out the days from first to last in runs that take neither long nor next to nothing. */
class Runs {
  private length = FIRST_RUN_DAYS;
  private from: string;
  readonly all: number;
  done = 0;

  constructor(private readonly extent: DayRun) {
    this.from = extent.first;
    this.all = lengthOf(extent);
  }

  next(): DayRun | undefined {
    const left = lengthOf({ first: this.from, last: this.extent.last });
    if (left <= 0) return undefined;
    const run = { first: this.from, last: addDays(this.from, Math.min(this.length, left) - 1) };
    this.from = addDays(run.last, 1);
    return run;
  }

  took(run: DayRun, ms: number): void {
    this.done += lengthOf(run);
    if (ms > SLOW_RUN_MS) this.length = Math.max(1, Math.floor(this.length / 2));
    else if (ms < FAST_RUN_MS) this.length = Math.min(LONGEST_RUN_DAYS, this.length * 2);
  }
}

/** After a run that was wrong the next one is most likely wrong too, and is not compared first. */
async function makeRun(context: Context, run: DayRun, expectsDifferences: boolean): Promise<ComparedRun> {
  const { db, tenantId } = context;
  if (!expectsDifferences) {
    const compared = await retryTransient(() =>
      readAsTenant(db, tenantId, async (tx) => {
        const timezone = await readTimezone(tx, tenantId);
        return compareRun(tx, { organizationId: tenantId, timezone, run });
      }),
    );
    if (compared.differing === 0) return compared;
  }
  return retryTransient(() =>
    writeAsTenant(db, tenantId, async (tx) => {
      await tx.execute(sql`select from organizations where id = ${tenantId} for update`);
      const timezone = await readTimezone(tx, tenantId);
      return rebuildRun(tx, { organizationId: tenantId, timezone, run });
    }),
  );
}

async function readTimezone(tx: Context["db"], tenantId: string): Promise<string> {
  const { rows } = await tx.execute<{ timezone: string }>(
    sql`select timezone from organizations where id = ${tenantId}`,
  );
  const [organization] = rows;
  if (!organization) throw new NotFoundError();
  return organization.timezone;
}
