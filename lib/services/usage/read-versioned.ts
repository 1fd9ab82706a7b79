import "server-only";
import type { Context } from "@/db/context";
import { readAsTenant } from "@/db/scope";
import { parseInstant, type RangeParameters, resolveRange } from "@/lib/domain/range";
import { selectUsageVersion } from "@/lib/selectors/usage/select-usage-version";

type Asked = RangeParameters & {
  period_start?: string | undefined;
  period_end?: string | undefined;
  timezone?: string | undefined;
  compare_start_date?: string | undefined;
};

/**
 * Reads an answer about usage in one snapshot with the version of all that it is made of. A range that is not over
 * has none (null), since its answer changes with the clock, too.
 */
export async function readVersioned<T>(
  context: Context,
  asked: Asked,
  read: (context: Context, version: string | null) => Promise<T>,
): Promise<T> {
  if (!isOver(context, asked)) return read(context, null);
  return readAsTenant(context.db, context.tenantId, async (tx) =>
    read({ ...context, db: tx }, await selectUsageVersion(tx, context.tenantId)),
  );
}

/** Whether a request names both ends of its range, and the end has passed. What is compared may lie ahead. */
function isOver({ tenant, now }: Context, asked: Asked): boolean {
  if (asked.compare_start_date !== undefined) return false;
  const timezone = asked.timezone ?? tenant.timezone;
  if (asked.period_start !== undefined && asked.period_end !== undefined)
    return parseInstant(asked.period_end, timezone, "period_end") <= now;
  const days = asked.start_date !== undefined && asked.end_date !== undefined;
  const instants = asked.from !== undefined && asked.to !== undefined;
  return (days || instants) && resolveRange(asked, { timezone, now }).to <= now;
}
