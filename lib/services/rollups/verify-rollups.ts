import "server-only";
import type { Db } from "@/db/client";
import { asOperator } from "@/db/scope";
import { type SkippedSpan, selectSkippedSpans } from "@/lib/selectors/archive/select-skipped-spans";
import {
  type RollupDifference,
  selectRollupDifferences,
} from "@/lib/selectors/rollups/select-rollup-differences";

export type RollupVerification = {
  /** How many rows differ; 0 always, or something is broken. */
  differences: number;
  /** The first of them. */
  listed: RollupDifference[];
  /** The times whose events are archived or deleted: their quarter hours could not be compared with events. */
  skipped: SkippedSpan[];
};

/** Recomputes the rollups of one organization, or of all, from the events and compares row by row. */
export async function verifyRollups(
  db: Db,
  input: { organizationId?: string; limit?: number } = {},
): Promise<RollupVerification> {
  const scope = { organizationId: input.organizationId ?? null };
  return asOperator(db, async (tx) => {
    const { total, listed } = await selectRollupDifferences(tx, scope, input.limit ?? 100);
    return { differences: total, listed, skipped: await selectSkippedSpans(tx, scope.organizationId) };
  });
}
