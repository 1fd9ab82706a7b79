import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { prepared } from "@/db/prepared";
import type { Span } from "@/lib/domain/usage-query";
import type { TenantId } from "@/lib/domain/viewer";
import { textArray } from "@/lib/selectors/usage/fragments";

type Asked = { facts: readonly string[]; span: Span; direction: "asc" | "desc" };

/** The last quarter hour of a time in which any of some facts happened, or the first one; undefined without any. */
export async function selectOuterQuarter(
  db: Db,
  tenantId: TenantId,
  { facts, span, direction }: Asked,
): Promise<Date | undefined> {
  const outer = sql.raw(direction === "desc" ? "max" : "min");
  const { rows } = await db.execute<{ at: string | null }>(
    prepared(sql`
    select extract(epoch from ${outer}(q.bucket_start))::text as at
    from unnest(${textArray(facts)}) f(fact)
    cross join lateral (
      select r.bucket_start from rollup_quarter_hours r
      where r.organization_id = ${tenantId} and r.fact = f.fact collate "C"
        and r.bucket_start >= ${span.start.toISOString()}::timestamptz - interval '15 minutes'
        and r.bucket_start < ${span.end.toISOString()}::timestamptz
      order by r.bucket_start ${sql.raw(direction)} limit 1
    ) q`),
  );
  const at = rows[0]?.at;
  return at === null || at === undefined ? undefined : new Date(Number(at) * 1000);
}
