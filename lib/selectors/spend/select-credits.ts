import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type CreditRates, creditRules } from "@/lib/domain/credits";
import { toDecimal } from "@/lib/domain/decimal";
import type { UsageQuery } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { creditAmount } from "@/lib/selectors/events/credit-amounts";
import { EVENT_COLUMNS } from "@/lib/selectors/usage/event-rows";
import { and, bucketOf, comma, keyColumns, keyNames, textArray } from "@/lib/selectors/usage/fragments";

export type CreditRow = { bucket: number; values: (string | null)[]; credits: string; count: number };
type Row = { bucket: number; key: string[]; credits: string; count: string };
type Question = Pick<UsageQuery, "dimensions" | "spans" | "asOf">;

/** The sum of the events' credits per span and key, with the number of events that have any. */
export async function selectCredits(
  db: Db,
  tenantId: TenantId,
  { dimensions, spans, asOf, rates }: Question & { rates: CreditRates },
): Promise<CreditRow[]> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  const edges = spans.slice(1).map(({ start }) => start.toISOString());
  const conditions = [
    sql`e.organization_id = ${tenantId}`,
    sql`e.occurred_at >= ${first.start.toISOString()}::timestamptz`,
    sql`e.occurred_at < ${last.end.toISOString()}::timestamptz`,
    sql`e.type = 'usage' and e.usage_type = any(${textArray(creditRules(rates).map(({ meter }) => meter))})`,
  ];
  if (asOf) conditions.push(sql`e.recorded_at <= ${asOf.toISOString()}::timestamptz`);
  const columns = comma([
    sql`${bucketOf(sql`e.occurred_at`, edges, "timestamptz")} as bucket`,
    ...keyColumns(dimensions, EVENT_COLUMNS),
    sql`${creditAmount(rates)} as credits, e.sign`,
  ]);
  const { rows } = await db.execute<Row>(sql`
    select bucket, array[${comma(keyNames(dimensions))}]::text[] as key,
      sum(credits)::text as credits, sum(sign)::text as count
    from (select ${columns} from usage_events e where ${and(conditions)}) u
    group by 1, 2`);
  return rows.map(({ bucket, key, credits, count }) => ({
    bucket,
    values: key.map((value) => (value === "" ? null : value)),
    credits: toDecimal(credits),
    count: Number(count),
  }));
}
