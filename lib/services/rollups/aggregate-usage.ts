import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import type { SkippedTime } from "@/lib/domain/archived-spans";
import { addDays } from "@/lib/domain/calendar";
import { InvalidInput } from "@/lib/domain/invalid-input";
import {
  ROLLUP_VIEWS,
  type RollupView,
  type RollupViewRow,
  selectRollupView,
} from "@/lib/selectors/rollups/select-rollup-view";
import { compactDays } from "@/lib/services/rollups/compact-days";
import { type RebuildOptions, rebuildRollups } from "@/lib/services/rollups/rebuild-rollups";

export { ROLLUP_VIEWS, type RollupView, type RollupViewRow };
export type AggregatedUsage = {
  interval: RollupView;
  from: string;
  to: string;
  rows: RollupViewRow[];
  /** The times whose rollups could not be made anew, since their events are archived or deleted. */
  skipped: SkippedTime[];
};

const DAYS_SHOWN = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes the rollups of some days (in UTC) anew, the last 30 unless told, and answers with the uploads and requests of
 * them. Throws InvalidInput where the days are reversed.
 */
export async function aggregateUsage(
  context: Context,
  input: { interval: RollupView; from?: string | undefined; to?: string | undefined },
  onProgress?: RebuildOptions["onProgress"],
): Promise<AggregatedUsage> {
  const to = input.to ?? dayOf(context.now.getTime());
  const from = input.from ?? dayOf(Date.parse(to) - (DAYS_SHOWN - 1) * DAY_MS);
  if (to < from) throw new InvalidInput("range_reversed", "to", "The last day must not be before the first.");
  const range = { view: input.interval, from: input.interval === "monthly" ? firstOfMonth(from) : from, to };
  // Days of the billing zone begin and end up to a day beside those of UTC.
  const days = { first: addDays(range.from, -1), last: addDays(to, 1) };
  const { skipped } = await rebuildRollups(context, { days, ...(onProgress ? { onProgress } : {}) });
  await compactDays(context.db, { organizationId: context.tenantId });
  const rows = await readAsTenant(context.db, context.tenantId, (tx) =>
    selectRollupView(tx, context.tenantId, range),
  );
  return { interval: input.interval, from: range.from, to, rows, skipped };
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;
