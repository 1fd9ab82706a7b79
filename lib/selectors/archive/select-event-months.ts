import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { followingMonth } from "@/db/partitions";
import type { TenantId } from "@/lib/domain/viewer";
import { ARCHIVE_TABLES } from "@/lib/selectors/archive/archive-tables";

/** The months in UTC, `YYYY-MM`, before an instant in which an organization has events, the oldest first. */
export async function selectEventMonths(tx: Db, tenantId: TenantId, before: Date): Promise<string[]> {
  const months: string[] = [];
  for (let from = "2000-01"; ; from = followingMonth(months.at(-1) ?? from)) {
    const month = await selectNextMonth(tx, { tenantId, from, before });
    if (month === undefined) return months;
    months.push(month);
  }
}

type Asked = { tenantId: TenantId; from: string; before: Date };

/** The month of the first event from a month on: one look into each table's key. */
async function selectNextMonth(tx: Db, { tenantId, from, before }: Asked): Promise<string | undefined> {
  const first = ARCHIVE_TABLES.map(
    ({ name, at }) => sql`
      select min(${sql.raw(at)}) as at from ${sql.raw(name)}
      where organization_id = ${tenantId} and ${sql.raw(at)} >= ${`${from}-01T00:00:00Z`}::timestamptz
        and ${sql.raw(at)} < ${before.toISOString()}::timestamptz`,
  );
  const { rows } = await tx.execute<{ month: string | null }>(sql`
    select to_char(min(at) at time zone 'UTC', 'YYYY-MM') as month
    from (${sql.join(first, sql` union all `)}) first`);
  return rows[0]?.month ?? undefined;
}
