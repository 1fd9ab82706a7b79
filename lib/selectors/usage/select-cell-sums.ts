import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { UsageRow } from "@/lib/domain/fill";
import { eventRows } from "@/lib/selectors/usage/event-rows";
import { type DimensionColumns, keyNames } from "@/lib/selectors/usage/fragments";
import { openingRows } from "@/lib/selectors/usage/opening-rows";
import { hasNoneOf, type OtherKeys } from "@/lib/selectors/usage/other-keys";
import { type SummedRow, toUsageRow } from "@/lib/selectors/usage/summed-row";
import type { UsageRead } from "@/lib/selectors/usage/usage-rows";

/** What each fact of a span comes to: in the events, and in the opening usage that stands beside them. */
export type CellSums = { events: UsageRow[]; opening: UsageRow[] };

/** Adds up a span from its events, whatever the rollups say; `except` leaves out the keys that a rest leaves out. */
export async function selectCellSums(
  db: Db,
  { tenantId, query, facts }: Omit<UsageRead, "plan">,
  except?: OtherKeys,
): Promise<CellSums> {
  const [span] = query.spans;
  if (!span) return { events: [], opening: [] };
  const segment = { source: "events", from: span.start, to: span.end } as const;
  const rows = { tenantId, query: { ...query, dimensions: except?.dimensions ?? [] }, facts, edges: [] };
  return {
    events: await summed(db, sql.join(eventRows(rows, segment), sql` union all `), except),
    opening: await summed(db, openingRows(rows, segment), except),
  };
}

async function summed(db: Db, rows: SQL, except: OtherKeys | undefined): Promise<UsageRow[]> {
  const names = keyNames(except?.dimensions ?? []);
  const columns: DimensionColumns = Object.fromEntries(
    (except?.dimensions ?? []).map((name, index) => [name, sql`u.${names[index]}`]),
  );
  const { rows: found } = await db.execute<SummedRow>(sql`
    select u.fact, 0 as bucket, '{}'::text[] as key, sum(u.event_count)::text as event_count,
      sum(u.quantity)::text as quantity, sum(u.quantity_count)::text as quantity_count
    from (${rows}) u ${except ? sql`where ${hasNoneOf(except, columns)}` : sql``}
    group by 1`);
  return found.map(toUsageRow);
}
