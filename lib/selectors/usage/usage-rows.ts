import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Plan } from "@/lib/domain/planner";
import type { UsageQuery } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { eventRows } from "@/lib/selectors/usage/event-rows";
import { movedRows } from "@/lib/selectors/usage/moved-rows";
import { openingRows } from "@/lib/selectors/usage/opening-rows";
import { dayRows, quarterHourRows, quarterTotalRows } from "@/lib/selectors/usage/rollup-rows";

/** What a statement about usage reads: whose, which facts, for which question, from where. */
export type UsageRead = { tenantId: TenantId; query: UsageQuery; plan: Plan; facts: readonly string[] };

/**
 * The rows of all segments of a plan, united: bucket, fact, key columns and measures, one shape for every source.
 * Undefined where the plan reads nothing. Opening usage is in the rollups, and beside the events.
 */
export function usageRows({ tenantId, query, plan, facts }: UsageRead): SQL | undefined {
  const edges = query.spans.slice(1).map(({ start }) => start);
  const rows = { tenantId, query, facts, edges };
  const parts = plan.segments.flatMap((segment) => {
    if (segment.source === "events") return [...eventRows(rows, segment), openingRows(rows, segment)];
    if (segment.source === "rollup_quarter_hours") return [quarterHourRows(rows, segment)];
    if (segment.source === "rollup_quarter_totals") return [quarterTotalRows(rows, segment, plan)];
    return [dayRows(rows, segment, plan)];
  });
  if (plan.cut) parts.push(movedRows(rows, plan.cut.moves));
  return parts.length === 0 || facts.length === 0 ? undefined : sql.join(parts, sql` union all `);
}
